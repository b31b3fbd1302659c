"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import type { NetworkFeed } from "./network-feed.ts";
import { EMPTY_NETWORK, type NetworkState } from "./network-state.ts";

const idle = () => () => undefined;
const empty = () => EMPTY_NETWORK;

/** The live public state. Its code (schemas) loads after the first paint. */
export function useNetwork(): NetworkState {
  const [feed, setFeed] = useState<NetworkFeed | null>(null);
  useEffect(() => {
    let gone = false;
    void import("./network-feed.ts").then(({ NetworkFeed }) => {
      if (!gone) setFeed(new NetworkFeed("/v1/events"));
    });
    return () => {
      gone = true;
    };
  }, []);
  return useSyncExternalStore(feed?.subscribe ?? idle, feed?.getState ?? empty, empty);
}
