import { Icon, type IconName } from "./icons.tsx";

const USES: { icon: IconName; title: string; text: string }[] = [
  {
    icon: "chip",
    title: "Your graphics card and memory",
    text: "While an answer is written the card works at full speed. The model you choose stays in its memory: from 0.2 to 6\u00a0GB.",
  },
  {
    icon: "download",
    title: "One download",
    text: "The model, once: from a few megabytes to several gigabytes. You see the size before it starts. Mind metered connections.",
  },
  {
    icon: "bolt",
    title: "Electricity",
    text: "Like a video game while answering, next to nothing while waiting. Fans may spin up, and a battery drains faster.",
  },
  {
    icon: "eye",
    title: "Other people’s prompts",
    text: "They run on this device, so this node can see the prompts it runs and the answers it writes. They are not stored.",
  },
  {
    icon: "globe",
    title: "What others see of you",
    text: "A public key made in this browser, your graphics card’s name, your models and how many tokens you wrote. Those you exchange data with may see your IP address.",
  },
  {
    icon: "record",
    title: "What you get",
    text: "Every answer is a usage record, signed by this device and the asker and settled on the chain. Its price counts for the account you name.",
  },
];

export function ConsentCard({ onAgree }: { onAgree: () => void }) {
  return (
    <div className="stack-l" data-testid="consent">
      <div className="stack">
        <h1 tabIndex={-1}>Give compute</h1>
        <p className="lead">
          This tab can answer prompts for people on this network. Nothing has started. This is what it would
          use:
        </p>
      </div>
      <ul className="uses">
        {USES.map(({ icon, title, text }) => (
          <li key={title} className="card use">
            <Icon name={icon} />
            <div>
              <h2>{title}</h2>
              <p className="muted">{text}</p>
            </div>
          </li>
        ))}
      </ul>
      <div className="card agree">
        <div>
          <h2>You stay in charge</h2>
          <p className="muted">
            Pause or stop at any moment. Closing the tab stops everything and hands unfinished jobs back. You
            can withdraw this at any time.
          </p>
        </div>
        <div className="row">
          <button
            type="button"
            className="button button-primary button-large"
            data-testid="consent-agree"
            onClick={onAgree}
          >
            Agree and check this device
          </button>
          <a className="button button-large" href="/">
            Not now
          </a>
        </div>
      </div>
    </div>
  );
}
