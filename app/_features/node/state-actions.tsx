"use client";

import type { ReactNode, RefObject } from "react";
import type { ComputeNode, NodeSnapshot } from "../../../node/index.ts";
import { useKeptFocus } from "../../_ui/kept-focus.ts";
import type { NodeController } from "./node-controller.ts";

/** What can be pressed in the node's phase. When a pressed button goes, `title` gets the focus: it says what came of it. */
export function StateActions({
  controller,
  node,
  snapshot,
  title,
}: {
  controller: NodeController;
  node: ComputeNode;
  snapshot: NodeSnapshot;
  title: RefObject<HTMLElement | null>;
}) {
  const kept = useKeptFocus(() => title.current);
  const buttons = buttonsOf(controller, node, snapshot);
  return buttons.length === 0 ? null : (
    <div className="row state-actions" {...kept}>
      {buttons}
    </div>
  );
}

function buttonsOf(
  controller: NodeController,
  node: ComputeNode,
  { phase, probe }: NodeSnapshot,
): readonly ReactNode[] {
  const stop = () => void controller.stop(false);
  const stopNow = () => void controller.stop(true);
  switch (phase) {
    case "loading":
      return [<Danger key="cancel" text="Cancel" onPress={stopNow} />];
    case "serving":
    case "paused":
      return [
        <Toggle key="toggle" node={node} phase={phase} />,
        <Danger key="stop" text="Stop" onPress={stop} />,
      ];
    case "draining":
      // Another key than Stop's: a second Enter on Stop must not hand the running job back.
      return [
        <Toggle key="toggle" node={node} phase={phase} />,
        <Danger key="stop-now" text="Stop now and hand back" onPress={stopNow} />,
      ];
    case "failed":
      return probe === null
        ? [
            <button
              key="again"
              type="button"
              className="button button-primary"
              onClick={() => {
                controller.probeAgain();
              }}
            >
              Check again
            </button>,
          ]
        : [];
    case "idle":
    case "probing":
    case "ready":
    case "stopped":
      return [];
  }
}

const TOGGLE = {
  serving: { text: "Pause", testId: "pause" },
  draining: { text: "Finishing…", testId: "finishing" },
  paused: { text: "Resume", testId: "resume" },
};

/** One button that stays where it is and keeps the focus, so that a pause is undone by the same key. */
function Toggle({ node, phase }: { node: ComputeNode; phase: keyof typeof TOGGLE }) {
  const { text, testId } = TOGGLE[phase];
  return (
    <button
      type="button"
      className="button button-primary"
      data-testid={testId}
      // `disabled` would throw the focus away.
      aria-disabled={phase === "draining"}
      onClick={() => {
        if (phase === "serving") void node.pause();
        if (phase === "paused") void node.resume();
      }}
    >
      {text}
    </button>
  );
}

function Danger({ text, onPress }: { text: string; onPress: () => void }) {
  return (
    <button type="button" className="button button-danger" data-testid="stop" onClick={onPress}>
      {text}
    </button>
  );
}
