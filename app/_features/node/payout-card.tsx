"use client";

import { useEffect, useId, useRef, useState, type SyntheticEvent } from "react";
import type { ComputeNode } from "../../../node/index.ts";
import { toHex } from "../../../protocol/index.ts";
import { Account } from "../../_ui/account.tsx";
import { CopyButton } from "../../_ui/copy-button.tsx";
import { useKeptFocus } from "../../_ui/kept-focus.ts";
import { parsePayoutAccount } from "./payout-account.ts";

/** ms after which a shown secret is hidden again: people walk away from screens. */
const HIDE_SECRET_MS = 60_000;

export function PayoutCard({ node, account, owner }: { node: ComputeNode; account: string; owner: string }) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [state, setState] = useState<"idle" | "invalid" | "failed" | "saved">("idle");

  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    const parsed = parsePayoutAccount(text);
    if (parsed === null) {
      setState("invalid");
      input.current?.focus();
      return;
    }
    node.setOwner(parsed).then(
      () => {
        setState("saved");
        setText("");
      },
      () => {
        setState("failed");
      },
    );
  };

  return (
    <section className="card stack" aria-labelledby={`${id}-title`} data-testid="payout">
      <h2 id={`${id}-title`}>Who is paid</h2>
      <div className="row">
        {owner === account ? <span>This device’s own account</span> : <Account id={owner} size={20} />}
      </div>
      <form className="stack" onSubmit={save} noValidate>
        <div className="field">
          <label htmlFor={`${id}-owner`}>Payout account</label>
          <input
            ref={input}
            id={`${id}-owner`}
            className="input mono"
            data-testid="owner"
            type="text"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            placeholder="5Grw… or 0x…"
            value={text}
            aria-invalid={state === "invalid"}
            aria-describedby={`${id}-help`}
            onChange={(event) => {
              setText(event.target.value);
              setState("idle");
            }}
          />
          <p
            id={`${id}-help`}
            role="status"
            className={state === "invalid" || state === "failed" ? "small payout-wrong" : "small muted"}
          >
            {state === "invalid"
              ? "That is no account: paste the whole address, or 0x and 64 hex digits."
              : state === "failed"
                ? "It could not be stored. Try again."
                : state === "saved"
                  ? "Saved. It counts from the next job on."
                  : "An address of any Substrate wallet. It counts from the next job on."}
          </p>
        </div>
        <div>
          <button type="submit" className="button" data-testid="owner-save">
            Save
          </button>
        </div>
      </form>
      <SecretExport node={node} />
    </section>
  );
}

function SecretExport({ node }: { node: ComputeNode }) {
  const [secret, setSecret] = useState<string | null>(null);
  const body = useRef<HTMLDivElement>(null);
  const kept = useKeptFocus(() => body.current?.querySelector("button"));
  useEffect(() => {
    if (secret === null) return;
    const timer = setTimeout(() => {
      setSecret(null);
    }, HIDE_SECRET_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [secret]);
  const show = async () => {
    const bytes = await node.exportSecret();
    setSecret(toHex(bytes));
    bytes.fill(0);
  };
  return (
    <details className="secret">
      <summary>Back up this device’s key</summary>
      <div className="stack secret-body" ref={body} {...kept}>
        <p className="small">
          <strong>Whoever has this key is this device</strong> and can take what it earned. Show it only when
          nobody looks on, keep it offline, and never paste it into a web page. If you clear this browser
          without a backup, unclaimed earnings are lost.
        </p>
        {secret === null ? (
          <div>
            <button
              type="button"
              className="button button-danger"
              data-testid="secret-show"
              onClick={() => void show()}
            >
              Show the key for a minute
            </button>
          </div>
        ) : (
          <>
            <code className="code secret-key" data-testid="secret">
              {secret}
            </code>
            <div className="row">
              <CopyButton text={secret} what="device key" />
              <button
                type="button"
                className="button button-quiet"
                onClick={() => {
                  setSecret(null);
                }}
              >
                Hide
              </button>
            </div>
          </>
        )}
      </div>
    </details>
  );
}
