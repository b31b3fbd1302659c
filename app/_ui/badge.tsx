import type { ReactNode } from "react";

export type Tone = "plain" | "good" | "warn" | "bad";

export function Badge({
  tone = "plain",
  live = false,
  dot = false,
  children,
}: {
  tone?: Tone;
  /** A breathing dot: something goes on right now. */
  live?: boolean;
  dot?: boolean;
  children: ReactNode;
}) {
  return (
    <span className={tone === "plain" ? "badge" : `badge badge-${tone}`}>
      {(dot || live) && <span className={live ? "dot dot-live" : "dot"} aria-hidden="true" />}
      {children}
    </span>
  );
}
