/** What a person can do about an error code of the node, its engine or the network. */
export interface Advice {
  readonly title: string;
  readonly todo: string;
}

const ADVICE: Readonly<Record<string, Advice>> = {
  engine_unavailable: {
    title: "This browser offers no usable graphics card",
    todo: "Use a current Chrome, Edge or Safari with hardware acceleration switched on, or choose a model that runs on the processor.",
  },
  device_lost: {
    title: "The graphics card was reset",
    todo: "Another program may have needed it, or a driver crashed. Start again; if it repeats, choose a smaller model.",
  },
  out_of_memory: {
    title: "Not enough memory for this model",
    todo: "Close other tabs and programs that use the graphics card, or choose a smaller model.",
  },
  quota_exceeded: {
    title: "The browser refuses to store that much",
    todo: "Free some disk space or leave private browsing. What was downloaded so far is kept, and the download goes on from there.",
  },
  bad_model: {
    title: "This model does not run here",
    todo: "Its files do not fit this engine. Choose another model.",
  },
  integrity_failed: {
    title: "A downloaded file is not what the catalogue names",
    todo: "It was thrown away, and nothing ran. Try again; if it repeats, the source was changed, so tell the operator.",
  },
  network_failed: {
    title: "The download broke off",
    todo: "Check the connection and try again. It goes on from where it stopped.",
  },
  unsupported: {
    title: "This device lacks something the model needs",
    todo: "Choose another model from the list; those marked as fitting will run.",
  },
  aborted: { title: "Cancelled", todo: "Nothing runs. Start again whenever you like." },
  busy: { title: "The engine is still busy", todo: "Wait for the running answer to end, then try again." },
  engine_failed: {
    title: "The engine stopped unexpectedly",
    todo: "Start again. If it repeats, reload the page or choose another model.",
  },
  model_not_in_catalogue: {
    title: "The chosen model is no longer offered",
    todo: "Choose one from the list below.",
  },
  catalogue_unreachable: {
    title: "The list of models could not be read",
    todo: "Check the connection and reload the page.",
  },
  bad_catalogue: {
    title: "The list of models is damaged",
    todo: "Nothing was downloaded. Tell the operator of this site.",
  },
  already_running: {
    title: "Another tab of this browser is the node already",
    todo: "One device is one node. Use the other tab, or close it and try again here.",
  },
  signaling_unreachable: {
    title: "The network cannot be reached",
    todo: "The operator’s server does not answer. Check your connection and try again.",
  },
  app_unreachable: {
    title: "A part of this page could not be loaded",
    todo: "You may be offline, or a new version came out. Reload the page.",
  },
  registration_failed: {
    title: "This device could not be registered on the chain",
    todo: "Jobs still run; the node tries to register again by itself.",
  },
};

const UNKNOWN: Advice = {
  title: "Something went wrong",
  todo: "Try again. If it repeats, reload the page, or report the code below.",
};

/** `message`: the refusal's own words, for codes that are not listed here. */
export function adviceFor(code: string, message?: string): Advice {
  return ADVICE[code] ?? (message === undefined ? UNKNOWN : { title: UNKNOWN.title, todo: message });
}
