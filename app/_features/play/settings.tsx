"use client";

import { useId } from "react";
import { DEFAULT_SAMPLING } from "../../../protocol/index.ts";

export interface PlaySettings {
  readonly system: string;
  readonly temperature: number;
  readonly maxTokens: number;
  /** Null lets the engine choose. */
  readonly seed: number | null;
}

export const DEFAULT_SETTINGS: PlaySettings = {
  system: "",
  temperature: DEFAULT_SAMPLING.temperature,
  maxTokens: DEFAULT_SAMPLING.maxTokens,
  seed: null,
};

/** Tokens. The playground is for trying; programs may ask for more. */
const MOST_TOKENS = 4096;
const LARGEST_SEED = 0xffff_ffff;

export function Settings({
  value,
  onChange,
}: {
  value: PlaySettings;
  onChange: (value: PlaySettings) => void;
}) {
  const id = useId();
  const whole = (text: string, least: number, most: number) => {
    const number = Math.round(Number(text));
    return text !== "" && Number.isFinite(number) ? Math.min(most, Math.max(least, number)) : null;
  };
  return (
    <details className="settings">
      <summary>Settings</summary>
      <div className="card settings-grid">
        <div className="field settings-wide">
          <label htmlFor={`${id}-system`}>Instructions to the model</label>
          <textarea
            id={`${id}-system`}
            className="input"
            rows={2}
            value={value.system}
            onChange={(event) => {
              onChange({ ...value, system: event.target.value });
            }}
          />
        </div>
        <div className="field">
          <label htmlFor={`${id}-temperature`}>
            Temperature: <span className="num">{value.temperature.toFixed(1)}</span>
          </label>
          <input
            id={`${id}-temperature`}
            type="range"
            className="settings-range"
            data-testid="temperature"
            min={0}
            max={2}
            step={0.1}
            value={value.temperature}
            onChange={(event) => {
              onChange({ ...value, temperature: Number(event.target.value) });
            }}
          />
          <span className="small muted">0 gives the same answer every time.</span>
        </div>
        <div className="field">
          <label htmlFor={`${id}-tokens`}>Most tokens</label>
          <input
            id={`${id}-tokens`}
            className="input"
            type="number"
            data-testid="max-tokens"
            min={1}
            max={MOST_TOKENS}
            value={value.maxTokens}
            onChange={(event) => {
              const maxTokens = whole(event.target.value, 1, MOST_TOKENS);
              if (maxTokens !== null) onChange({ ...value, maxTokens });
            }}
          />
        </div>
        <div className="field">
          <label htmlFor={`${id}-seed`}>Seed</label>
          <input
            id={`${id}-seed`}
            className="input"
            type="number"
            placeholder="chosen by the node"
            min={0}
            max={LARGEST_SEED}
            value={value.seed ?? ""}
            onChange={(event) => {
              onChange({ ...value, seed: whole(event.target.value, 0, LARGEST_SEED) });
            }}
          />
        </div>
      </div>
    </details>
  );
}
