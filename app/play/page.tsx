import type { Metadata } from "next";
import { Playground } from "../_features/play/playground.tsx";

export const metadata: Metadata = {
  title: "Try it",
  description:
    "Ask a model that runs in somebody’s browser tab, and see the signed usage record of the answer.",
};

export default function PlayPage() {
  return <Playground />;
}
