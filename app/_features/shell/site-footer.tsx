export function SiteFooter() {
  return (
    <footer className="footer">
      <div className="footer-inner">
        <span>coco, a browser-node compute network. Open source, MIT.</span>
        <span>Nothing runs on your device until you agree on the node page.</span>
      </div>
    </footer>
  );
}
