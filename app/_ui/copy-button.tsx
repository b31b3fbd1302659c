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
  return (
    <button type="button" className="button button-quiet" onClick={copy}>
      <span aria-live="polite">
        {result === "copied" ? "Copied" : result === "refused" ? "Could not copy" : "Copy"}
      </span>
      <span className="visually-hidden"> {what}</span>
    </button>
  );
}
