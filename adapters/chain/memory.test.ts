import type { GenesisHash } from "../../protocol/index.ts";
import { chainConformance } from "./conformance.ts";
import { channelConformance } from "./conformance-channels.ts";
import { person, randomHex } from "./conformance-cast.ts";
import { createMemoryChain } from "./memory.ts";

async function open() {
  const chain = createMemoryChain({ genesis: randomHex(32) as GenesisHash, operator: person().account });
  return { chain, close: () => chain.close() };
}

chainConformance("memory", open);
channelConformance("memory", open);
