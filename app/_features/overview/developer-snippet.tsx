"use client";

import { useId, useRef, useState, type KeyboardEvent } from "react";
import { CodeBlock } from "../../_ui/code-block.tsx";
import { useOrigin } from "../../_ui/hooks.ts";

const TABS = [
  { key: "coco", text: "coco client" },
  { key: "openai", text: "OpenAI client" },
  { key: "curl", text: "curl" },
] as const;
type Tab = (typeof TABS)[number]["key"];

function snippet(tab: Tab, origin: string, model: string): string {
  const ask = `model: ${JSON.stringify(model)},\n  messages: [{ role: "user", content: "Hello" }],\n  stream: true,`;
  const print = `for await (const chunk of stream) process.stdout.write(chunk.choices[0]?.delta.content ?? "");`;
  switch (tab) {
    case "coco":
      // The packages are not on npm yet: the same paths of a clone as in README.md.
      return `// Save as ask.ts in a clone of coco, then run: node_modules/.bin/node ask.ts
// In a page, bundled: CocoClient of "./client/index.ts", called the same way.
import { createNodeClient } from "./client/node.ts";

const client = createNodeClient({ baseURL: "${origin}" });
const stream = await client.chat.completions.create({
  ${ask}
});
${print}
console.log(await stream.usageRecord); // verified: signed by the node, checked and countersigned by you
await client.close();`;
    case "openai":
      return `// npm install openai
import OpenAI from "openai";

// On loopback any key will do; elsewhere the operator gives you one.
const openai = new OpenAI({ baseURL: "${origin}/v1", apiKey: "none" });
const stream = await openai.chat.completions.create({
  ${ask}
});
${print}`;
    case "curl":
      return `# Not on loopback, add: -H "authorization: Bearer YOUR_KEY"
curl -N ${origin}/v1/chat/completions \\
  -H "content-type: application/json" \\
  -d '{"model": ${JSON.stringify(model)}, "stream": true,
       "messages": [{"role": "user", "content": "Hello"}]}'`;
  }
}

export function DeveloperSnippet({ model }: { model: string | null }) {
  const origin = useOrigin("http://127.0.0.1:8080");
  const [tab, setTab] = useState<Tab>("coco");
  const id = useId();
  const tabs = useRef(new Map<Tab, HTMLButtonElement>());

  const onKeyDown = (event: KeyboardEvent) => {
    const at = TABS.findIndex(({ key }) => key === tab);
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const next = TABS[(at + step + TABS.length) % TABS.length];
    if (step === 0 || next === undefined) return;
    event.preventDefault();
    setTab(next.key);
    tabs.current.get(next.key)?.focus();
  };

  return (
    <section className="card stack" aria-labelledby="developers">
      <div className="row row-between">
        <h2 id="developers">For developers</h2>
        <div className="tabs" role="tablist" aria-labelledby="developers" onKeyDown={onKeyDown}>
          {TABS.map(({ key, text }) => (
            <button
              key={key}
              ref={(element) => {
                if (element === null) tabs.current.delete(key);
                else tabs.current.set(key, element);
              }}
              type="button"
              role="tab"
              id={`${id}-${key}`}
              aria-selected={tab === key}
              aria-controls={`${id}-panel`}
              tabIndex={tab === key ? 0 : -1}
              onClick={() => {
                setTab(key);
              }}
            >
              {text}
            </button>
          ))}
        </div>
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${tab}`} className="snippet">
        <CodeBlock code={snippet(tab, origin, model ?? "coco-tiny")} what="example code" />
      </div>
    </section>
  );
}
