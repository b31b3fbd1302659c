import type { Metadata } from "next";

export const metadata: Metadata = { title: "Page not found" };

export default function NotFound() {
  return (
    <div className="stack">
      <h1>There is nothing here</h1>
      <p className="lead">
        The address may be mistyped, or the page has moved. These are all the pages there are:
      </p>
      <div className="row">
        <a className="button button-primary" href="/">
          Overview
        </a>
        <a className="button" href="/node">
          Give compute
        </a>
        <a className="button" href="/play">
          Try it
        </a>
      </div>
    </div>
  );
}
