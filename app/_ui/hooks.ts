"use client";

import { useEffect, useRef, useState, useSyncExternalStore } from "react";

/** Unix ms that moves on every `everyMs`; 0 on the server and during hydration, so that both render the same. */
export function useNowMs(everyMs: number): number {
  const [nowMs, setNowMs] = useState(0);
  useEffect(() => {
    const tick = () => {
      setNowMs(Date.now());
    };
    const first = setTimeout(tick, 0);
    const timer = setInterval(tick, everyMs);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [everyMs]);
  return nowMs;
}

const never = () => () => undefined;

/** The page's origin; `fallback` in the exported HTML. */
export function useOrigin(fallback: string): string {
  return useSyncExternalStore(
    never,
    () => window.location.origin,
    () => fallback,
  );
}

/** Whether the page is inside a frame: then nothing active is shown, beside the `frame-ancestors` header. */
export function useFramed(): boolean {
  return useSyncExternalStore(
    never,
    () => window.top !== window.self,
    () => false,
  );
}

function subscribeOnline(listener: () => void): () => void {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}

/** False when the browser knows that it has no network. */
export function useOnline(): boolean {
  return useSyncExternalStore(
    subscribeOnline,
    () => navigator.onLine,
    () => true,
  );
}

/** The last `capacity` values of `value`, one every `everyMs`; starts anew when `key` changes. */
export function useSamples(value: number, key: string, everyMs: number, capacity: number): readonly number[] {
  const latest = useRef(value);
  const [samples, setSamples] = useState<{ key: string; values: readonly number[] }>({ key, values: [] });
  useEffect(() => {
    latest.current = value;
  }, [value]);
  useEffect(() => {
    const timer = setInterval(() => {
      setSamples((old) => ({
        key,
        values: [...(old.key === key ? old.values : []), latest.current].slice(-capacity),
      }));
    }, everyMs);
    return () => {
      clearInterval(timer);
    };
  }, [key, everyMs, capacity]);
  return samples.key === key ? samples.values : [];
}
