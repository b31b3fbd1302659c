"use client";

import { type KeyboardEvent, type RefObject, type SyntheticEvent, useId, useState } from "react";
import { formatRate } from "../../_ui/format.ts";
import { useKeptFocus } from "../../_ui/kept-focus.ts";
import type { OnlineModel } from "../network/network-state.ts";

export function Composer({
  models,
  model,
  onModel,
  busy,
  connecting,
  box,
  onAsk,
  onStop,
}: {
  models: readonly OnlineModel[];
  model: OnlineModel | null;
  onModel: (id: string) => void;
  busy: boolean;
  connecting: boolean;
  box: RefObject<HTMLTextAreaElement | null>;
  onAsk: (question: string) => void;
  onStop: () => void;
}) {
  const id = useId();
  const [text, setText] = useState("");
  // Stop goes when the answer is whole.
  const kept = useKeptFocus(() => box.current);
  const ready = model !== null && text.trim() !== "";

  const ask = () => {
    if (!ready || busy) return;
    onAsk(text.trim());
    setText("");
  };
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    ask();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter also ends the composition of a Chinese or Japanese word; that one is not a question yet.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    ask();
  };

  return (
    <form className="card composer" onSubmit={onSubmit}>
      <label className="visually-hidden" htmlFor={`${id}-prompt`}>
        Your question
      </label>
      <textarea
        ref={box}
        id={`${id}-prompt`}
        className="composer-text"
        data-testid="prompt"
        rows={2}
        placeholder="Ask something…"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
        }}
        onKeyDown={onKeyDown}
      />
      <div className="composer-bar" {...kept}>
        <div className="composer-model">
          <label className="visually-hidden" htmlFor={`${id}-model`}>
            Model
          </label>
          <select
            id={`${id}-model`}
            className="input composer-select"
            data-testid="model"
            disabled={models.length === 0}
            value={model?.id ?? ""}
            onChange={(event) => {
              onModel(event.target.value);
            }}
          >
            {model === null && (
              <option value="">{connecting ? "Looking for nodes…" : "No model online"}</option>
            )}
            {models.map((entry) => (
              <option key={entry.id} value={entry.id}>
                {entry.id}
              </option>
            ))}
          </select>
          {model !== null && (
            <span className="small muted composer-nodes">
              {model.nodes === 1 ? "1 node" : `${model.nodes} nodes`}
              {model.tokensPerSecond > 0 && `, ${formatRate(model.tokensPerSecond)} tokens/s`}
            </span>
          )}
        </div>
        {busy ? (
          <button
            key="stop"
            type="button"
            className="button button-danger"
            data-testid="stop"
            onClick={onStop}
          >
            Stop
          </button>
        ) : (
          <button
            key="ask"
            type="submit"
            className="button button-primary"
            data-testid="ask"
            disabled={!ready}
          >
            Ask
          </button>
        )}
      </div>
    </form>
  );
}
