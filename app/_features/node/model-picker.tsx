"use client";

import { useId, useState } from "react";
import type { ModelEntry } from "../../../protocol/index.ts";
import { Badge } from "../../_ui/badge.tsx";
import { formatBytes, formatCount, formatMemory } from "../../_ui/format.ts";
import type { RankedModel } from "../../../node/index.ts";
import { firstChoice, shortList } from "./short-list.ts";

export function ModelPicker({
  choices,
  preferred,
  onStart,
}: {
  choices: readonly RankedModel[];
  /** Model id of the last time. */
  preferred: string | null;
  onStart: (model: ModelEntry) => void;
}) {
  const id = useId();
  const [all, setAll] = useState(false);
  const [filter, setFilter] = useState("");
  const [picked, setPicked] = useState<string | null>(null);

  const list = shortList(choices);
  const chosen = firstChoice(choices, list, picked ?? preferred);
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = ({ model }: RankedModel) => {
    const text = `${model.title} ${model.id}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  const few = chosen === null || list.includes(chosen) ? list : [chosen, ...list];
  const shown = all ? choices.filter(matches) : few;
  const unpinned = shown.some(({ pinned }) => !pinned);

  return (
    <section className="card stack" aria-labelledby={`${id}-title`} data-testid="models">
      <div className="row row-between">
        <h2 id={`${id}-title`}>Choose a model</h2>
        <button
          type="button"
          className="button button-quiet"
          aria-expanded={all}
          onClick={() => {
            setAll(!all);
          }}
        >
          {all ? "Show the best few" : `Show all ${formatCount(choices.length)}`}
        </button>
      </div>
      {all && (
        <div className="field">
          <label htmlFor={`${id}-filter`}>Filter</label>
          <input
            id={`${id}-filter`}
            className="input"
            type="search"
            placeholder="for instance: llama 1b"
            value={filter}
            onChange={(event) => {
              setFilter(event.target.value);
            }}
          />
        </div>
      )}
      <fieldset className="models">
        <legend className="visually-hidden">Model to serve</legend>
        {shown.map((choice) => (
          <Choice
            key={choice.model.id}
            choice={choice}
            name={`${id}-model`}
            checked={choice === chosen}
            onPick={setPicked}
          />
        ))}
        {shown.length === 0 && (
          <p className="muted">
            {all ? "No model has these words in its name." : "No model fits this device."}
          </p>
        )}
      </fieldset>
      <p className="small muted">
        <strong>Pinned</strong>: {PINNED}
        {unpinned && (
          <>
            {" "}
            <strong>Unpinned</strong>: {UNPINNED}
          </>
        )}
      </p>
      <div>
        <button
          type="button"
          className="button button-primary button-large"
          data-testid="start"
          disabled={chosen === null}
          onClick={() => {
            if (chosen !== null) onStart(chosen.model);
          }}
        >
          Start serving
        </button>
      </div>
      {chosen !== null && (
        <p className="small muted">
          {chosen.model.title}: {downloadOf(chosen.model)}, once; then it is taken from this browser.
        </p>
      )}
    </section>
  );
}

const PINNED = "every file is checked byte for byte against a known fingerprint before it runs.";
const UNPINNED = "the fingerprints are not known yet, so the files are used as the source sends them.";

function downloadOf(model: ModelEntry): string {
  return model.downloadBytes === null
    ? `about ${formatMemory(model.memoryMib)} to download`
    : `${formatBytes(model.downloadBytes)} to download`;
}

const VERDICTS: Record<RankedModel["verdict"], string | null> = {
  good: null,
  slow: "Fits, but this device would answer slowly.",
  too_large: "Needs more memory than this device is likely to give.",
  unsupported: "This device lacks something the model needs.",
};

function Choice({
  choice,
  name,
  checked,
  onPick,
}: {
  choice: RankedModel;
  name: string;
  checked: boolean;
  onPick: (id: string) => void;
}) {
  const { model, verdict, pinned } = choice;
  const runs = verdict !== "unsupported";
  const reason = VERDICTS[verdict];
  return (
    <label className={runs ? "model" : "model model-off"}>
      <input
        type="radio"
        name={name}
        value={model.id}
        checked={checked}
        disabled={!runs}
        onChange={() => {
          onPick(model.id);
        }}
      />
      <span className="model-words">
        <span className="model-title">
          <strong>{model.title}</strong>
          <span title={pinned ? PINNED : UNPINNED}>
            {pinned ? <Badge tone="good">pinned</Badge> : <Badge tone="warn">unpinned</Badge>}
          </span>
        </span>
        <span className="small muted">
          {downloadOf(model)} · {formatMemory(model.memoryMib)} of memory · {formatCount(model.contextTokens)}{" "}
          tokens of context
        </span>
        {reason !== null && <span className="small model-reason">{reason}</span>}
      </span>
    </label>
  );
}
