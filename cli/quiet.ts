/** Imported before anything else: Node's notes that `node:sqlite` is experimental are for us, not for who reads stderr. */
process.removeAllListeners("warning");
process.on("warning", (warning) => {
  if (warning.name !== "ExperimentalWarning") process.stderr.write(`${warning.name}: ${warning.message}\n`);
});
