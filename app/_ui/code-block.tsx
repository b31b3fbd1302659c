import { CopyButton } from "./copy-button.tsx";

/** Scrollable by keyboard: a region that scrolls must be reachable by Tab. */
export function CodeBlock({ code, what }: { code: string; what: string }) {
  return (
    <div className="stack code-block">
      <pre className="code" tabIndex={0} role="region" aria-label={what}>
        <code>{code}</code>
      </pre>
      <div>
        <CopyButton text={code} what={what} />
      </div>
    </div>
  );
}
