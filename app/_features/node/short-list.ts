import type { RankedModel } from "../../../node/index.ts";

/** MiB. Upper ends of the sizes that a first choice is made from: self-test, phone, light laptop, laptop, desktop. */
const TIERS_MIB = [128, 1024, 2048, 4096, Number.POSITIVE_INFINITY];

/** MiB. What is picked for a person who does not choose: answers well and leaves a common laptop usable. */
const COMFORTABLE_MIB = 2048;

/** General chat models of today; the catalogue also has models for code and mathematics, and older ones. */
const CHAT = /^(Qwen3|Llama-3\.[12]|gemma-[23]|Phi-[34]|Qwen2\.5)(?!.*(Coder|Math|base))/;
/** Ids of variants with a shorter context than the model has. */
const SHORT_CONTEXT = /-1k$/;

/** Rows that a short list has at least, if the catalogue has as many that can run at all. */
const FEWEST = 3;

/** One good model of each size instead of the first few, which are often near copies of each other; as ranked. */
export function shortList(choices: readonly RankedModel[]): readonly RankedModel[] {
  const good = choices.filter(({ verdict }) => verdict === "good");
  const picked = new Set<RankedModel>();
  let from = 0;
  for (const to of TIERS_MIB) {
    const inTier = good.filter(({ model }) => model.memoryMib > from && model.memoryMib <= to);
    const chat = inTier.filter(({ model }) => CHAT.test(model.id));
    const pick =
      inTier.find(({ pinned }) => pinned) ??
      chat.find(({ model }) => !SHORT_CONTEXT.test(model.id)) ??
      chat[0] ??
      inTier[0];
    if (pick !== undefined) picked.add(pick);
    from = to;
  }
  for (const choice of choices) {
    if (picked.size >= FEWEST) break;
    if (choice.verdict !== "unsupported") picked.add(choice);
  }
  return choices.filter((choice) => picked.has(choice));
}

/** The last choice while it still runs here, else the largest comfortable model of the short list, else its last. */
export function firstChoice(
  choices: readonly RankedModel[],
  list: readonly RankedModel[],
  wanted: string | null,
): RankedModel | null {
  const last = choices.find(({ model, verdict }) => model.id === wanted && verdict !== "unsupported");
  const comfortable = list.find(
    ({ model, verdict }) => verdict === "good" && model.memoryMib <= COMFORTABLE_MIB,
  );
  return last ?? comfortable ?? list.at(-1) ?? null;
}
