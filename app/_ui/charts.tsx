/** Small plots without a library: they redraw a few times a second at most and need no axes. */

const WIDTH = 300;

/** Filled line over equally spaced samples, newest last. */
export function Sparkline({
  values,
  label,
  height = 64,
  capacity,
}: {
  values: readonly number[];
  label: string;
  height?: number;
  /** Samples across the full width; fewer start at the right, so that the newest is always at the edge. */
  capacity: number;
}) {
  const top = Math.max(1, ...values) * 1.15;
  const step = WIDTH / (capacity - 1);
  const left = WIDTH - (values.length - 1) * step;
  const points = values.map((value, index) => {
    const x = (left + index * step).toFixed(1);
    return `${x},${(height - (value / top) * (height - 2)).toFixed(1)}`;
  });
  return (
    <svg
      className="chart"
      viewBox={`0 0 ${WIDTH} ${height}`}
      height={height}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <line className="chart-base" x1="0" x2={WIDTH} y1={height - 0.5} y2={height - 0.5} />
      {points.length > 1 && (
        <>
          <polygon
            className="chart-fill"
            points={`${left.toFixed(1)},${height} ${points.join(" ")} ${WIDTH},${height}`}
          />
          <polyline className="chart-line" points={points.join(" ")} />
        </>
      )}
    </svg>
  );
}

/** One bar a bucket, newest last; empty buckets keep a stub, so that the time axis can be read. */
export function Bars({
  values,
  label,
  height = 72,
}: {
  values: readonly number[];
  label: string;
  height?: number;
}) {
  const top = Math.max(1, ...values);
  const slot = WIDTH / values.length;
  return (
    <svg
      className="chart"
      viewBox={`0 0 ${WIDTH} ${height}`}
      height={height}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {values.map((value, index) => {
        const tall = value === 0 ? 2 : Math.max(4, (value / top) * height);
        return (
          <rect
            // Buckets have no identity but their place.
            key={index}
            className={value === 0 ? "chart-bar-empty" : "chart-bar"}
            x={(index * slot + slot * 0.16).toFixed(2)}
            y={(height - tall).toFixed(1)}
            width={(slot * 0.68).toFixed(2)}
            height={tall.toFixed(1)}
            rx="1"
          />
        );
      })}
    </svg>
  );
}
