"use client";

import { useEffect, useRef, useState } from "react";

/** ms between two looks for a new version: kiosks stay open for weeks. */
const UPDATE_CHECK_MS = 60 * 60 * 1000;
/** ms between two looks whether a kiosk may reload into a new version. */
const IDLE_CHECK_MS = 5_000;

/** Registers the service worker and offers a new version. A kiosk takes it by itself once no job runs. */
export function ServiceWorkerUpdates() {
  const [waiting, setWaiting] = useState<ServiceWorker | null>(null);
  // Only the tab that asked reloads: another one may be serving a job or hold a conversation.
  const asked = useRef(false);

  useEffect(() => {
    // Absent in insecure contexts and in some private windows: the page then works without being offline-capable.
    if (!("serviceWorker" in navigator) || window.top !== window.self) return;
    const { serviceWorker } = navigator;
    let timer: ReturnType<typeof setInterval> | undefined;
    let gone = false;
    const watch = (registration: ServiceWorkerRegistration) => {
      if (gone) return;
      const look = () => {
        if (registration.waiting !== null && serviceWorker.controller !== null)
          setWaiting(registration.waiting);
      };
      look();
      registration.addEventListener("updatefound", () => {
        registration.installing?.addEventListener("statechange", look);
      });
      timer = setInterval(() => void registration.update().catch(() => undefined), UPDATE_CHECK_MS);
    };
    const onControllerChange = () => {
      if (asked.current) window.location.reload();
    };
    serviceWorker.addEventListener("controllerchange", onControllerChange);
    serviceWorker.register("/sw.js", { updateViaCache: "none" }).then(watch, () => undefined);
    return () => {
      gone = true;
      clearInterval(timer);
      serviceWorker.removeEventListener("controllerchange", onControllerChange);
    };
  }, []);

  useEffect(() => {
    if (waiting === null) return;
    const timer = setInterval(() => {
      const { nodeKiosk, nodeBusy } = document.documentElement.dataset;
      if (nodeKiosk !== "true" || nodeBusy === "true") return;
      asked.current = true;
      waiting.postMessage({ type: "SKIP_WAITING" });
    }, IDLE_CHECK_MS);
    return () => {
      clearInterval(timer);
    };
  }, [waiting]);

  return (
    <div role="status">
      {waiting !== null && (
        <div className="toast" data-testid="update">
          <span>A new version is ready.</span>
          <button
            type="button"
            className="button"
            onClick={() => {
              asked.current = true;
              waiting.postMessage({ type: "SKIP_WAITING" });
            }}
          >
            Reload
          </button>
        </div>
      )}
    </div>
  );
}
