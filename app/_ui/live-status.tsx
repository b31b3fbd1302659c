"use client";

import { useEffect, useRef, useState } from "react";

/** ms between two announcements: screen readers fall behind otherwise. */
const ANNOUNCE_EVERY_MS = 2_000;

/** Says the newest text to screen readers, politely, dropping what was overtaken meanwhile. */
export function LiveStatus({ text }: { text: string }) {
  const [said, setSaid] = useState("");
  const lastMs = useRef(0);
  useEffect(() => {
    const waitMs = Math.max(0, lastMs.current + ANNOUNCE_EVERY_MS - performance.now());
    const timer = setTimeout(() => {
      lastMs.current = performance.now();
      setSaid(text);
    }, waitMs);
    return () => {
      clearTimeout(timer);
    };
  }, [text]);
  return (
    <p className="visually-hidden" role="status" aria-live="polite" data-testid="live-status">
      {said}
    </p>
  );
}
