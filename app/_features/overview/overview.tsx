"use client";

import { LiveStatus } from "../../_ui/live-status.tsx";
import { onlineModels } from "../network/network-state.ts";
import { useNetwork } from "../network/use-network.ts";
import { DeveloperSnippet } from "./developer-snippet.tsx";
import { JobList } from "./job-list.tsx";
import { LivePanel } from "./live-panel.tsx";
import { NodeList } from "./node-list.tsx";
import "./overview.css";

export function Overview() {
  const network = useNetwork();
  const model = onlineModels(network.nodes)[0]?.id ?? null;
  return (
    <div className="stack-l">
      <div className="hero">
        <div className="hero-words">
          <h1>Language models that run in browser tabs</h1>
          <p className="lead">
            Open a page and your device answers prompts for others. Ask a question and somebody’s tab answers
            it. Every answer comes with a usage record, signed by the device that did the work and settled on
            a chain.
          </p>
          <div className="doors">
            <a className="button button-primary button-large" href="/node">
              Give compute
            </a>
            <a className="button button-large" href="/play">
              Try it
            </a>
          </div>
          <p className="small muted">No account, no install. Nothing runs before you agree.</p>
        </div>
        <LivePanel network={network} />
      </div>
      <LiveStatus
        text={
          network.known
            ? `Live. ${network.nodes.length} ${network.nodes.length === 1 ? "node" : "nodes"} online.`
            : "Connecting to the network."
        }
      />
      <div className="columns">
        <NodeList network={network} />
        <JobList network={network} />
      </div>
      <DeveloperSnippet model={model} />
      <HowItWorks />
    </div>
  );
}

const STEPS = [
  {
    title: "You ask",
    text: "Your page or program signs what it wants: a model, a price, a deadline. A small server finds a tab that has the model loaded.",
  },
  {
    title: "A tab answers",
    text: "The prompt goes straight to that tab over an encrypted channel, past the server. Tokens stream back the same way. The tab sees your prompt; the server does not.",
  },
  {
    title: "Both sign",
    text: "The tab signs what the job cost: tokens, time, model. Your side checks and signs it too. The record lands on the chain; your text never does.",
  },
];

function HowItWorks() {
  return (
    <section className="stack" aria-labelledby="how">
      <h2 id="how">How a prompt travels</h2>
      <ol className="steps">
        {STEPS.map(({ title, text }, index) => (
          <li key={title} className="card">
            <span className="step-number" aria-hidden="true">
              {index + 1}
            </span>
            <h3>{title}</h3>
            <p className="muted">{text}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
