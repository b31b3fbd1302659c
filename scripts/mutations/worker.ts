/** One thread of `typescript.ts`: judges the ranges that it is sent. */
import { parentPort, workerData } from "node:worker_threads";
import { mutationTester } from "../../protocol/testing/mutations.ts";

const { seed } = workerData as { readonly seed: number };
const tester = mutationTester(seed);

parentPort?.on("message", ({ from, to }: { readonly from: number; readonly to: number }) => {
  parentPort?.postMessage(tester.run(from, to));
});
