/** Holds the place of a list while the first word of the network is awaited. */
export function ListSkeleton({ lost }: { lost: boolean }) {
  if (lost)
    return (
      <div className="empty">
        <strong>The network cannot be reached</strong>
        <p>This page tries again by itself.</p>
      </div>
    );
  return (
    <div className="list" aria-hidden="true">
      {[0, 1, 2].map((row) => (
        <div key={row} className="list-row">
          <div className="skeleton skeleton-line" />
          <div className="skeleton skeleton-line skeleton-short" />
        </div>
      ))}
    </div>
  );
}
