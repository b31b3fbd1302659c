/** The lines that the pallets' tests write to the file that `COCO_TEST_REPORT` names (pallets/testing). */
import { z } from "zod";

const count = z.coerce.number().int().nonnegative();

const propertySchema = z.object({
  pallet: z.string(),
  calls: count,
  accepted: count,
  refused: count,
  sequences: count,
  seed: z.string(),
});
/** A property test's random calls. */
export type PropertyRun = z.infer<typeof propertySchema>;

const mutationSchema = z.object({
  message: z.string(),
  kind: z.string(),
  tried: count,
  decoder: count,
  signature: count,
  rules: count,
  accepted: count,
  seed: z.string(),
});
/** What became of the mutations of one kind. */
export type MutationRun = z.infer<typeof mutationSchema>;

function fieldsOf(line: string): Record<string, string> {
  const pairs = line.split(" ").slice(1);
  return Object.fromEntries(
    pairs.map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]),
  );
}

/** Throws on a line that it does not know: then tests and commands are not of one version. */
export function readReport(text: string): { properties: PropertyRun[]; mutations: MutationRun[] } {
  const properties: PropertyRun[] = [];
  const mutations: MutationRun[] = [];
  for (const line of text.split("\n")) {
    if (line === "") continue;
    if (line.startsWith("coco-property ")) properties.push(propertySchema.parse(fieldsOf(line)));
    else if (line.startsWith("coco-mutations ")) mutations.push(mutationSchema.parse(fieldsOf(line)));
    else throw new Error(`the pallets' tests reported a line that nobody knows: ${line}`);
  }
  return { properties, mutations };
}
