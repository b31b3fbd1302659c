import type { ReactNode } from "react";

export function Notice({
  tone = "plain",
  title,
  code,
  children,
}: {
  tone?: "plain" | "warn" | "bad";
  title: string;
  /** Stable error code, for search and support. */
  code?: string | undefined;
  children?: ReactNode;
}) {
  return (
    <div
      className={tone === "plain" ? "notice" : `notice notice-${tone}`}
      role={tone === "bad" ? "alert" : undefined}
      data-testid={code === undefined ? undefined : "error"}
      data-code={code}
    >
      <strong>{title}</strong>
      {children !== undefined && <div className="small">{children}</div>}
      {code !== undefined && <div className="small muted mono">{code}</div>}
    </div>
  );
}
