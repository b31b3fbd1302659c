"use client";

import { useOnline } from "../../_ui/hooks.ts";

export function OfflineBanner() {
  const online = useOnline();
  return (
    <div role="status" className={online ? "visually-hidden" : "banner"} data-testid="offline">
      {!online && (
        <p>You are offline. This page still opens; the network comes back when your connection does.</p>
      )}
    </div>
  );
}
