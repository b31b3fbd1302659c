/** The parties of assured jobs over a development chain that somebody serves, each with money and a connection of its own. */
import type { AssuredParties, Party } from "./conformance-assured-cast.ts";
import { person, type Person } from "./conformance-cast.ts";
import { connectPolkadotChain, type PolkadotChain } from "./polkadot.ts";

/** planck. Bonds, deposits and fees of a whole suite. */
const PURSE_PLANCK = 1_000n * 10n ** 12n;
/** The requester, the device's owner and three owners of verifiers. */
const PARTIES = 5;

export interface PartiesOver {
  readonly url: string;
  /** Unix ms by the chain's clock. */
  readonly nowMs: () => number;
  /** After the parties' own connections. */
  readonly close: () => Promise<void>;
}

/** `chains`: the requester's, the owner's, and those of the verifiers' owners. */
export async function partiesOver({
  url,
  nowMs,
  close,
}: PartiesOver): Promise<AssuredParties & { readonly chains: readonly PolkadotChain[] }> {
  const people: { person: Person; chain: PolkadotChain }[] = [];
  for (let n = 0; n < PARTIES; n++) people.push(await funded(url));
  const [requester, owner, ...verifierOwners] = people;
  if (requester === undefined || owner === undefined) throw new Error("five parties");
  const others: Party[] = verifierOwners;
  return {
    chain: requester.chain,
    requester: requester.person,
    owner,
    verifierOwners: others,
    chains: people.map(({ chain }) => chain),
    nowMs,
    async close() {
      await Promise.all(people.map(({ chain }) => chain.close()));
      await close();
    },
  };
}

async function funded(url: string): Promise<{ person: Person; chain: PolkadotChain }> {
  const one = person();
  const operator = { account: one.account, sign: async (message: Uint8Array) => one.sign(message) };
  const chain = await connectPolkadotChain({ url, operator });
  if (!chain.ok) throw new Error(chain.error.code);
  const gift = await chain.value.fundFromDevelopmentFaucet(PURSE_PLANCK);
  if (!gift.ok) throw new Error(gift.error.message);
  return { person: one, chain: chain.value };
}
