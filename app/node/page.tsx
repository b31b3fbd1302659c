import type { Metadata } from "next";
import { NodeApp } from "../_features/node/node-app.tsx";

export const metadata: Metadata = {
  title: "Give compute",
  description: "Let this tab answer prompts for others: see what it uses first, pause at any moment.",
};

export default function NodePage() {
  return <NodeApp />;
}
