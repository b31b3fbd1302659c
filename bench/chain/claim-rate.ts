/** How many claims a second a chain checks and applies: two signatures each, five entries written. */
import type { ChannelWork } from "./channel-work.ts";
import type { Watcher } from "./watcher.ts";

/** Claims a second, from the first that is sent to the last that is in a block. Signing them is not counted. */
export async function claimRate(work: ChannelWork, watcher: Watcher, claims: number): Promise<number> {
  const signed: string[] = [];
  for (let n = 0; n < claims; n++) signed.push(await work.claimAfter(1));
  const ms = await watcher.submit(signed);
  await work.expectClaimed();
  return claims / (ms / 1000);
}
