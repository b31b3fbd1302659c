"use client";

import { useEffect, useState } from "react";

/** ms that the button says what happened. */
const SHOW_RESULT_MS = 2_000;

export function CopyButton({ text, what }: { text: string; what: string }) {
  const [result, setResult] = useState<"idle" | "copied" | "refused">("idle");
  useEffect(() => {
    if (result === "idle") return;
    const timer = setTimeout(() => {
      setResult("idle");
    }, SHOW_RESULT_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [result]);
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => {
        setResult("copied");
      },
      () => {
        setResult("refused");
      },
    );
  };
  const outcome = result === "copied" ? "Copied" : result === "refused" ? "Could not copy" : "";
  return (
    <>
      <button type="button" className="button button-quiet" onClick={copy}>
        {outcome === "" ? "Copy" : outcome}
        <span className="visually-hidden"> {what}</span>
      </button>
      {/* Beside the button: its own text goes back to "Copy", which nobody needs to hear. */}
      <span className="visually-hidden" role="status">
        {outcome}
      </span>
    </>
  );
}
