import { shortId } from "./format.ts";
import { Identicon } from "./identicon.tsx";

export function Account({ id, size = 24 }: { id: string; size?: number }) {
  return (
    <span className="account" title={id}>
      <Identicon id={id} size={size} />
      <span className="mono">{shortId(id)}</span>
    </span>
  );
}
