"use client";

import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useKeptFocus } from "../../_ui/kept-focus.ts";
import { Notice } from "../../_ui/notice.tsx";
import { adviceFor } from "./advice.ts";
import { ConsentCard } from "./consent-card.tsx";
import { NodeController, type NodePage } from "./node-controller.ts";
import { OpenNode } from "./open-node.tsx";
import "./job.css";
import "./node.css";

const boot = (): NodePage => BOOT;
const BOOT: NodePage = { stage: "boot" };

export function NodeApp() {
  const [controller] = useState(() => new NodeController());
  const page = useSyncExternalStore(controller.subscribe, controller.getPage, boot);
  useEffect(() => {
    controller.boot();
    return () => {
      controller.dispose();
    };
  }, [controller]);
  const area = useRef<HTMLDivElement>(null);
  // "Agree" and "Try again" go with the stage they belong to.
  const kept = useKeptFocus(() => area.current?.querySelector("h1"));
  return (
    <div ref={area} {...kept}>
      <Stage controller={controller} page={page} />
    </div>
  );
}

function Stage({ controller, page }: { controller: NodeController; page: NodePage }) {
  switch (page.stage) {
    case "boot":
      return <Opening text="Opening" />;
    case "framed":
      return (
        <div className="stack">
          <h1 tabIndex={-1}>Give compute</h1>
          <Notice tone="warn" title="This page does not run inside another page">
            Another site shows it in a frame, where a click could be tricked out of you.{" "}
            <a href="/node" target="_blank" rel="noreferrer">
              Open it in a tab of its own
            </a>
            .
          </Notice>
        </div>
      );
    case "insecure":
      return (
        <div className="stack">
          <h1 tabIndex={-1}>Give compute</h1>
          <Notice tone="bad" title="This address is not secure" code="insecure_context">
            Browsers give the graphics card and keys only to pages that came over HTTPS, or from this same
            machine. Open the page by its https:// address, or as http://localhost.
          </Notice>
        </div>
      );
    case "consent":
      return (
        <ConsentCard
          onAgree={() => {
            controller.grant();
          }}
        />
      );
    case "opening":
      return <Opening text="Getting ready" />;
    case "refused": {
      const { title, todo } = adviceFor(page.code, page.message);
      return (
        <div className="stack">
          <h1 tabIndex={-1}>Give compute</h1>
          <Notice tone="bad" title={title} code={page.code}>
            {todo}
          </Notice>
          <div>
            <button
              type="button"
              className="button button-primary"
              onClick={() => {
                controller.retryOpen();
              }}
            >
              Try again
            </button>
          </div>
        </div>
      );
    }
    case "open":
      return <OpenNode controller={controller} page={page} />;
  }
}

function Opening({ text }: { text: string }) {
  return (
    <div className="stack node-opening">
      <h1 tabIndex={-1}>Give compute</h1>
      <p className="lead" role="status">
        {text}…
      </p>
      <div className="card skeleton-card">
        <div className="skeleton skeleton-block" />
      </div>
      <noscript>
        <p>This page needs JavaScript: the model runs in it.</p>
      </noscript>
    </div>
  );
}
