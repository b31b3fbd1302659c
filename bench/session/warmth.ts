/** What is measured is a warm session: an answer that had to open one pays for a lease and a connection, and is another number. */

/** Wraps each remote answer of one node. The first `warmUps` must open a session; a later one that opens another throws. */
export function warmthCheck(
  warmUps: number,
  sessions: () => Promise<number>,
): <T>(answer: () => Promise<T>) => Promise<T> {
  let asked = 0;
  let atStart: number | null = null;
  return async (answer) => {
    const before = await sessions();
    atStart ??= before;
    const answered = await answer();
    const opened = (await sessions()) - before;
    const warm = asked++ >= warmUps;
    if (warm && before === atStart) throw new Error("the warm-ups opened no session that was seen");
    if (warm && opened > 0)
      throw new Error(
        "the session was lost while it was measured: measure again on a machine that is less busy",
      );
    return answered;
  };
}
