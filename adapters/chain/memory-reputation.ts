/** The reputation pallet's rules in memory, with the numbers of `pallets/runtime`. */
import type { AccountId } from "../../protocol/index.ts";
import type { ReputationNote, ReputationView } from "./reputation-port.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** `ReputationRules` of `pallets/runtime`. Evidence is counted in micros. */
const RULES = {
  halfLifeMs: 30 * DAY_MS,
  referencePlanck: 1_000_000n,
  referenceMicros: 100_000n,
  maxJobMicros: 250_000n,
  maxDayMicros: 1_000_000n,
  missedDeadlineMicros: 250_000n,
  wrongOutputMicros: 20_000_000n,
};
/** How much evidence it takes to outweigh not knowing. */
const PRIOR_MICROS = 2_000_000n;
/** Models of a device with evidence of their own. */
const MAX_MODELS = 16;
/** Notes that are kept of work, and again of faults. */
const MAX_HISTORY = 16;
/** Binary digits after the point, in `workMicros`. */
const POINT = 16n;

interface Evidence {
  readonly good: bigint;
  readonly bad: bigint;
}
const NOTHING: Evidence = { good: 0n, bad: 0n };

interface Standing {
  readonly atMs: number;
  readonly evidence: Evidence;
  /** The one that was noted least recently first. */
  readonly models: ReadonlyMap<string, Evidence>;
  readonly day: { readonly number: number; readonly work: bigint; readonly missed: bigint };
  /** The newest first. */
  readonly works: readonly ReputationNote[];
  readonly faults: readonly ReputationNote[];
}

export class MemoryReputation {
  readonly #standings = new Map<AccountId, Standing>();
  readonly #nowMs: () => bigint;

  constructor(nowMs: () => bigint) {
    this.#nowMs = nowMs;
  }

  noteWork(device: AccountId, model: string, valuePlanck: bigint): void {
    const now = this.#now(device);
    const counted = least(workMicros(valuePlanck), RULES.maxDayMicros - now.day.work);
    if (counted === 0n) return;
    const day = { ...now.day, work: now.day.work + counted };
    const note = { atMs: BigInt(now.atMs), model, note: { type: "work" }, weightMicros: counted } as const;
    const works = [note, ...now.works].slice(0, MAX_HISTORY);
    this.#standings.set(device, { ...added(now, model, { good: counted, bad: 0n }), day, works });
  }

  /** A proven one has no limit, and voids what was good with every model: it was trust in whoever holds the device. */
  noteFault(device: AccountId, model: string, kind: "missedDeadline" | "wrongOutput"): void {
    const before = this.#now(device);
    const isProven = kind === "wrongOutput";
    const now = isProven ? withoutGood(before) : before;
    const counted = isProven
      ? RULES.wrongOutputMicros
      : least(RULES.missedDeadlineMicros, RULES.maxDayMicros - now.day.missed);
    if (counted === 0n) return;
    const day = isProven ? now.day : { ...now.day, missed: now.day.missed + counted };
    const note: ReputationNote = {
      atMs: BigInt(now.atMs),
      model,
      note: { type: "fault", kind },
      weightMicros: counted,
    };
    const faults = [note, ...now.faults].slice(0, MAX_HISTORY);
    this.#standings.set(device, { ...added(now, model, { good: 0n, bad: counted }), day, faults });
  }

  isKnown(device: AccountId): boolean {
    return this.#standings.has(device);
  }

  move(old: AccountId, key: AccountId): void {
    const standing = this.#standings.get(old);
    if (standing === undefined) return;
    this.#standings.delete(old);
    this.#standings.set(key, standing);
  }

  /** A stranger's where nothing was noted. */
  of(device: AccountId): ReputationView {
    return viewOf(this.#now(device).evidence);
  }

  withModel(device: AccountId, model: string): ReputationView | null {
    const evidence = this.#now(device).models.get(model);
    return evidence === undefined ? null : viewOf(evidence);
  }

  /** The newest first; of the same moment, faults first. */
  history(device: AccountId): ReputationNote[] {
    const { works = [], faults = [] } = this.#standings.get(device) ?? {};
    return [...faults, ...works].sort((left, right) => Number(right.atMs - left.atMs));
  }

  /** What is left of a device's standing now. */
  #now(device: AccountId): Standing {
    const known = this.#standings.get(device);
    const atMs = Math.max(Number(this.#nowMs()), known?.atMs ?? 0);
    const number = Math.floor(atMs / DAY_MS);
    const today = known?.day.number === number ? known.day : { number, work: 0n, missed: 0n };
    if (known === undefined)
      return { atMs, evidence: NOTHING, models: new Map(), day: today, works: [], faults: [] };
    const share = 2 ** ((known.atMs - atMs) / RULES.halfLifeMs);
    const left = ({ good, bad }: Evidence): Evidence => ({ good: part(good, share), bad: part(bad, share) });
    const models = new Map([...known.models].map(([model, evidence]) => [model, left(evidence)]));
    return { ...known, atMs, evidence: left(known.evidence), models, day: today };
  }
}

function part(micros: bigint, share: number): bigint {
  return share === 1 ? micros : BigInt(Math.floor(Number(micros) * share));
}

function least(left: bigint, right: bigint): bigint {
  return left < right ? left : right;
}

function sum(left: Evidence, right: Evidence): Evidence {
  return { good: left.good + right.good, bad: left.bad + right.bad };
}

function withoutGood(standing: Standing): Standing {
  const voided = (evidence: Evidence): Evidence => ({ ...evidence, good: 0n });
  const models = new Map([...standing.models].map(([model, evidence]) => [model, voided(evidence)]));
  return { ...standing, evidence: voided(standing.evidence), models };
}

function added(standing: Standing, model: string, more: Evidence): Standing {
  const models = new Map(standing.models);
  const before = models.get(model) ?? NOTHING;
  models.delete(model);
  const [oldest] = models.keys();
  if (models.size >= MAX_MODELS && oldest !== undefined) models.delete(oldest);
  models.set(model, sum(before, more));
  return { ...standing, evidence: sum(standing.evidence, more), models };
}

/** log2(1 + price / reference) of an ordinary job's weight, linear between powers of two. */
function workMicros(valuePlanck: bigint): bigint {
  const value = least(valuePlanck, RULES.referencePlanck << 32n);
  const number = (value << POINT) / RULES.referencePlanck + (1n << POINT);
  const power = BigInt(number.toString(2).length - 1);
  const fraction = ((number - (1n << power)) * 1_000_000n) >> power;
  const log2 = (power - POINT) * 1_000_000n + fraction;
  return least((log2 * RULES.referenceMicros) / 1_000_000n, RULES.maxJobMicros);
}

function viewOf({ good, bad }: Evidence): ReputationView {
  const all = good + bad + PRIOR_MICROS;
  const doubled = ((good + PRIOR_MICROS) * 200n) / all;
  return {
    score: Number((doubled + 1n) / 2n),
    expectationMillionths: Number(((good + PRIOR_MICROS / 2n) * 1_000_000n) / all),
    assuredMillionths: Number((good * 1_000_000n) / all),
    goodMicros: good,
    badMicros: bad,
  };
}
