/** A `c` around an `o`: a node with something running inside. The same shape as public/icon.svg. */
export function Logo({ size = 32 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect className="brand-tile" width="32" height="32" rx="9" />
      <path className="brand-mark" d="M22.2 9.8a8.75 8.75 0 1 0 0 12.4" />
      <circle className="brand-dot" cx="16" cy="16" r="3.5" />
    </svg>
  );
}
