/** A mirrored 5 × 5 pattern of an account's bytes: lets the eye follow one account across lists. Decorative; the id stands beside it. */
export function Identicon({ id, size = 24 }: { id: string; size?: number }) {
  const hex = id.replace(/^0x/, "").padEnd(16, "0");
  const cells: { x: number; y: number }[] = [];
  for (let y = 0; y < 5; y += 1) {
    for (let x = 0; x < 3; x += 1) {
      const nibble = Number.parseInt(hex.charAt(y * 3 + x), 16);
      if (nibble % 2 === 0) continue;
      cells.push({ x, y });
      if (x < 2) cells.push({ x: 4 - x, y });
    }
  }
  return (
    <svg
      className="identicon"
      width={size}
      height={size}
      viewBox="-1 -1 7 7"
      aria-hidden="true"
      focusable="false"
    >
      {cells.map(({ x, y }) => (
        <rect key={`${x}-${y}`} x={x} y={y} width="1.02" height="1.02" fill="currentColor" />
      ))}
    </svg>
  );
}
