import type { GenesisHash } from "../../protocol/index.ts";
import { chainConformance } from "./conformance.ts";
import { person, randomHex } from "./conformance-cast.ts";
import { createMemoryChain } from "./memory.ts";

chainConformance("memory", async () => {
  const chain = createMemoryChain({ genesis: randomHex(32) as GenesisHash, operator: person().account });
  return { chain, close: () => chain.close() };
});
