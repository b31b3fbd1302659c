"use client";

import { type RefObject, useEffect, useRef } from "react";
import type { Turn } from "./conversation.ts";

/** px. A line and its margin may come between scrolling and being told of it; who is further up is reading. */
const SLACK_PX = 48;

/** px that the conversation reaches below what is in sight above the question box (`scroll-padding` in play.css). */
function below(conversation: HTMLElement | null): number {
  if (conversation === null) return 0;
  const padding = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingBottom) || 0;
  return conversation.getBoundingClientRect().bottom - (window.innerHeight - padding);
}

/** Brings a new question into sight, then the newest words, until somebody scrolls up to read. */
export function useFollow(conversation: RefObject<HTMLElement | null>, turns: readonly Turn[]): void {
  const asked = useRef<number | undefined>(undefined);
  const atEnd = useRef(true);
  useEffect(() => {
    const look = () => {
      atEnd.current = below(conversation.current) <= SLACK_PX;
    };
    window.addEventListener("scroll", look, { passive: true });
    return () => {
      window.removeEventListener("scroll", look);
    };
  }, [conversation]);
  useEffect(() => {
    const newest = turns.at(-1)?.id;
    const isNew = newest !== asked.current;
    asked.current = newest;
    if ((isNew || atEnd.current) && below(conversation.current) > 0)
      conversation.current?.scrollIntoView({ block: "end" });
  }, [conversation, turns]);
}
