"use client";

import { useEffect, useId, useState } from "react";
import type { Consent } from "./consent.ts";
import type { NodeController } from "./node-controller.ts";

export function OptionsCard({
  controller,
  consent,
  serving,
}: {
  controller: NodeController;
  consent: Consent;
  serving: boolean;
}) {
  const id = useId();
  const [awake, setAwake] = useState(false);
  useWakeLock(awake && serving);
  return (
    <section className="card stack" aria-labelledby={`${id}-title`} data-testid="options">
      <h2 id={`${id}-title`}>Options</h2>
      <label className="check">
        <input
          type="checkbox"
          data-testid="autostart"
          checked={consent.autostart}
          onChange={(event) => {
            controller.setAutostart(event.target.checked);
          }}
        />
        <span>
          Serve whenever this page opens
          <span className="small muted option-help">Starts the last model without a click.</span>
        </span>
      </label>
      <label className="check">
        <input
          type="checkbox"
          checked={awake}
          onChange={(event) => {
            setAwake(event.target.checked);
          }}
        />
        <span>
          Keep the screen awake while serving
          <span className="small muted option-help">A sleeping device answers nobody.</span>
        </span>
      </label>
      <div className="options-withdraw">
        <p className="small muted">
          You agreed on {new Date(consent.grantedAtMs).toLocaleDateString("en", { dateStyle: "long" })}.
        </p>
        <button
          type="button"
          className="button button-danger"
          data-testid="withdraw"
          onClick={() => void controller.withdraw()}
        >
          Withdraw and stop
        </button>
      </div>
    </section>
  );
}

/** Browsers drop the lock when the tab is hidden; it is asked for again when the tab comes back. */
function useWakeLock(wanted: boolean): void {
  useEffect(() => {
    if (!wanted || !("wakeLock" in navigator)) return;
    let lock: WakeLockSentinel | null = null;
    let gone = false;
    const ask = () => {
      if (document.visibilityState !== "visible") return;
      navigator.wakeLock.request("screen").then(
        (granted) => {
          if (gone) void granted.release();
          else lock = granted;
        },
        // Refused on a low battery: the node serves on, the screen may sleep.
        () => undefined,
      );
    };
    ask();
    document.addEventListener("visibilitychange", ask);
    return () => {
      gone = true;
      document.removeEventListener("visibilitychange", ask);
      void lock?.release();
    };
  }, [wanted]);
}
