"use client";

import { useEffect, useRef } from "react";

/**
 * For an area whose pressed button may be gone by what it did: the keyboard then goes on at `next`, and not from the top of
 * the page. What is returned belongs on the area. Nothing is taken from somebody whose focus is elsewhere.
 */
export function useKeptFocus(next: () => HTMLElement | null | undefined): {
  onFocus: () => void;
  onBlur: () => void;
} {
  const within = useRef(false);
  // After every drawing: an element that is taken away says no goodbye (React drops its blur).
  useEffect(() => {
    if (!within.current || document.activeElement !== document.body) return;
    within.current = false;
    next()?.focus({ preventScroll: true });
  });
  return {
    onFocus: () => {
      within.current = true;
    },
    onBlur: () => {
      within.current = false;
    },
  };
}
