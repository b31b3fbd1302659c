"use client";

import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useFramed } from "../../_ui/hooks.ts";
import { LiveStatus } from "../../_ui/live-status.tsx";
import { Notice } from "../../_ui/notice.tsx";
import { onlineModels } from "../network/network-state.ts";
import { useNetwork } from "../network/use-network.ts";
import { type Chat, ChatController, EMPTY_CHAT } from "./chat-controller.ts";
import type { Answer } from "./conversation.ts";
import { Composer } from "./composer.tsx";
import { useFollow } from "./follow.ts";
import { DEFAULT_SETTINGS, Settings } from "./settings.tsx";
import { TurnView } from "./turn-view.tsx";
import "./play.css";

/** Questions that the small test model answers well; a first-time visitor sees at once how it goes. */
const EXAMPLES = ["Tell me a story about a fox.", "What is a usage record?", "Write a short poem."];
const EXAMPLES_MODEL = "coco-tiny";

const none = (): Chat => EMPTY_CHAT;

export function Playground() {
  const framed = useFramed();
  const network = useNetwork();
  const [chat] = useState(() => new ChatController());
  const { turns, busy } = useSyncExternalStore(chat.subscribe, chat.getChat, none);
  const [wanted, setWanted] = useState<string | null>(null);
  const [settings, setSettings] = useState(DEFAULT_SETTINGS);
  useEffect(
    () => () => {
      chat.stop();
    },
    [chat],
  );

  const models = onlineModels(network.nodes);
  const model = models.find(({ id }) => id === wanted) ?? models[0] ?? null;
  const nobody = network.known && models.length === 0;
  const unreachable = network.status === "lost" && models.length === 0;
  const prompt = useRef<HTMLTextAreaElement>(null);
  const conversation = useRef<HTMLOListElement>(null);
  useFollow(conversation, turns);
  const ask = (question: string) => {
    if (model === null) return;
    void chat.ask(question, { model: model.id, ...settings });
    // The button that was pressed may be gone. What comes is scrolled to by `useFollow`.
    prompt.current?.focus({ preventScroll: true });
  };
  const last = turns.at(-1)?.answer;

  if (framed)
    return (
      <div className="stack">
        <h1>Ask the network</h1>
        <Notice tone="warn" title="This page does not run inside another page">
          <a href="/play" target="_blank" rel="noreferrer">
            Open it in a tab of its own
          </a>
          .
        </Notice>
      </div>
    );

  return (
    <div className="play">
      <div className="play-head">
        <h1 className="play-title">Ask the network</h1>
        <button
          type="button"
          className="button button-quiet"
          data-testid="clear"
          disabled={turns.length === 0}
          onClick={() => {
            chat.clear();
            // With nothing to clear the button is off, and the focus would be nowhere.
            prompt.current?.focus();
          }}
        >
          Clear
        </button>
      </div>
      <LiveStatus text={spoken(last)} />
      <div className="play-room">
        <ol className="turns" aria-label="Conversation" ref={conversation}>
          {turns.map((turn) => (
            <TurnView
              key={turn.id}
              turn={turn}
              jobs={network.jobs}
              onRetry={
                busy || model === null
                  ? null
                  : () => {
                      ask(turn.question);
                    }
              }
            />
          ))}
        </ol>
        {turns.length === 0 && (
          <div className="play-empty">
            {unreachable ? (
              <Notice tone="warn" title="The network cannot be reached">
                This page tries again by itself. Answers come back with the connection.
              </Notice>
            ) : nobody ? (
              <div className="card empty play-nobody" data-testid="no-node">
                <strong>Nobody is serving a model right now</strong>
                <p>
                  Start a node in another tab, keep it open, and ask it from here. With the small test model
                  that takes seconds.
                </p>
                <a className="button button-primary" href="/node" target="_blank">
                  Start a node<span className="visually-hidden"> (opens in a new tab)</span>
                </a>
              </div>
            ) : (
              <div className="play-hint">
                <p className="play-invite">What would you like to know?</p>
                <p className="muted">A stranger’s browser tab answers, and both of you sign for it.</p>
                {model?.id.startsWith(EXAMPLES_MODEL) === true && (
                  <ul className="play-examples" aria-label="Examples">
                    {EXAMPLES.map((example) => (
                      <li key={example}>
                        <button
                          type="button"
                          className="button play-example"
                          data-testid="example"
                          onClick={() => {
                            ask(example);
                          }}
                        >
                          {example}
                        </button>
                      </li>
                    ))}
                  </ul>
                )}
              </div>
            )}
          </div>
        )}
      </div>
      <Composer
        models={models}
        model={model}
        onModel={setWanted}
        busy={busy}
        connecting={!network.known}
        box={prompt}
        onAsk={ask}
        onStop={() => {
          chat.stop();
        }}
      />
      <p className="small muted play-privacy">
        <strong>The node that answers sees your prompt.</strong> It travels encrypted to that one tab, past
        the server, but a stranger may run it. Do not send secrets. The conversation stays in this tab’s
        memory and is gone when you close it.
      </p>
      <Settings value={settings} onChange={setSettings} />
    </div>
  );
}

/** Says nothing of the text while it comes: it can be read when it is whole. */
function spoken(answer: Answer | undefined): string {
  switch (answer?.status) {
    case "waiting":
      return "Asking the network.";
    case "streaming":
      return "The answer is being written.";
    case "ended":
      return `The answer is complete.${spokenRecord(answer.record)}`;
    case "stopped":
      return "Stopped.";
    // The message is an alert of its own.
    case "failed":
    case undefined:
      return "";
  }
}

function spokenRecord(record: Answer["record"]): string {
  if (record === undefined) return "";
  return record?.verified === true
    ? " Its usage record is verified."
    : " There is no verified usage record for it.";
}
