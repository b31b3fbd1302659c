import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { OfflineBanner } from "./_features/shell/offline-banner.tsx";
import { ServiceWorkerUpdates } from "./_features/shell/service-worker.tsx";
import { SiteFooter } from "./_features/shell/site-footer.tsx";
import { SiteHeader } from "./_features/shell/site-header.tsx";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/parts.css";
import "./styles/shell.css";

export const metadata: Metadata = {
  title: { default: "coco: language models in browser tabs", template: "%s — coco" },
  description:
    "A compute network of browser tabs. Give compute by opening a page, or ask the network and get every answer with a signed usage record.",
  applicationName: "coco",
  manifest: "/manifest.webmanifest",
  icons: {
    icon: [
      { url: "/icon.svg", type: "image/svg+xml" },
      { url: "/icon-192.png", sizes: "192x192", type: "image/png" },
    ],
    apple: "/apple-touch-icon.png",
  },
  referrer: "no-referrer",
  formatDetection: { telephone: false },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#171b19" },
  ],
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <a className="skip-link" href="#main">
          Skip to content
        </a>
        <SiteHeader />
        <OfflineBanner />
        <main id="main" tabIndex={-1}>
          {children}
        </main>
        <SiteFooter />
        <ServiceWorkerUpdates />
      </body>
    </html>
  );
}
