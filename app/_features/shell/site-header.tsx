"use client";

import { usePathname } from "next/navigation";
import { Logo } from "../../_ui/logo.tsx";

const PAGES = [
  { href: "/", text: "Overview" },
  { href: "/node", text: "Give compute" },
  { href: "/play", text: "Try it" },
];

/**
 * Plain links, not the router's: `/node` is the only page with COOP/COEP headers, and those come with a document.
 * From `/node` other pages open in a tab of their own, since leaving would stop the node.
 */
export function SiteHeader() {
  const path = usePathname();
  return (
    <header className="header">
      <div className="header-inner">
        <a className="brand" href="/" aria-label="coco, overview" {...besideNode(path, "/")}>
          <Logo />
          <span className="brand-name">coco</span>
        </a>
        <nav className="nav" aria-label="Pages">
          {PAGES.map(({ href, text }) => (
            <a
              key={href}
              href={href}
              aria-current={path === href ? "page" : undefined}
              {...besideNode(path, href)}
            >
              {text}
              {path === "/node" && href !== "/node" && (
                <span className="visually-hidden"> (opens in a new tab)</span>
              )}
            </a>
          ))}
        </nav>
      </div>
    </header>
  );
}

function besideNode(path: string, href: string): { target?: "_blank" } {
  return path === "/node" && href !== "/node" ? { target: "_blank" } : {};
}
