/** The fingerprint of a text: hashes of its runs of three characters, white space left out, a bounded sample. */
export type Fingerprint = ReadonlySet<number>;

const RUN = 3;

/** A longer text is compared by a sample of its runs, chosen by their hash so that equal passages choose alike. */
const MOST_RUNS = 1_500;
const LONGEST = 40_000;

const NARROW: Record<string, string> = { "〈": "<", "〉": ">", "【": "[", "】": "]", "〔": "[", "〕": "]" };

/** A text without its layout: no white space, marks and brackets narrow. Two texts of one form differ in layout only. */
export function formOf(text: string): string {
  return text
    .replace(/^\uFEFF/, "")
    .replace(/[！-～]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) - 0xfee0))
    .replace(/[〈〉【】〔〕]/g, (bracket) => NARROW[bracket] ?? bracket)
    .replace(/[\s\u3000]+/g, "");
}

export function fingerprintOf(text: string): Fingerprint {
  const form = formOf(text.slice(0, LONGEST)).toLowerCase();
  const runs = new Set<number>();
  for (let at = 0; at + RUN <= form.length; at++) runs.add(hashRun(form, at));
  if (runs.size === 0 && form !== "") runs.add(hashRun(form.padEnd(RUN), 0));
  return runs.size <= MOST_RUNS ? runs : sample(runs);
}

function hashRun(text: string, at: number): number {
  let hash = 0x811c9dc5;
  for (let i = at; i < at + RUN; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}

function sample(runs: Set<number>): Set<number> {
  const share = Math.ceil(runs.size / MOST_RUNS);
  return new Set(Array.from(runs).filter((hash) => hash % share === 0));
}

/** A text this much contained in a longer one counts as like it, however much was added. */
const CONTAINED = 0.85;
const CONTAINED_RUNS = 12;
const CONTAINED_LIKENESS = 0.6;

/** 0 for nothing in common, 1 for the same runs: Dice's coefficient, but a text that lives on whole in a longer one is like it. */
export function likeness(a: Fingerprint, b: Fingerprint): number {
  if (a.size + b.size === 0) return 0;
  const shared = countShared(a, b);
  const smaller = Math.min(a.size, b.size);
  const isContained = smaller >= CONTAINED_RUNS && shared / smaller >= CONTAINED;
  return Math.max((2 * shared) / (a.size + b.size), isContained ? CONTAINED_LIKENESS : 0);
}

/** Which share of the part's runs the whole has, 0 to 1. */
export function containment(part: Fingerprint, whole: Fingerprint): number {
  return part.size === 0 ? 0 : countShared(part, whole) / part.size;
}

function countShared(a: Fingerprint, b: Fingerprint): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const run of small) if (large.has(run)) shared++;
  return shared;
}
