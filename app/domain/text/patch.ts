import type { ClauseChange, Comparison } from "#app/domain/text/comparison";
import type { Clause } from "#app/domain/text/outline";
import { markWords } from "#app/domain/text/words";

/** A run of the new text: bytes `from` to `to` of the old one, or new text. */
export type PatchPart = [from: number, to: number] | string;

export type ClausePatch = {
  kind: ClauseChange["kind"];
  moved: boolean;
  renumbered: boolean;
  old: ClauseName[];
  new: ClauseName[];
  /** The new clause (all of them, of a split), put together; empty when removed. */
  parts: PatchPart[];
};

type ClauseName = { id: string; number: string | null; heading: string | null };

/** A comparison as JSON: counts, and for each clause how its new bytes come out of the old file. Equal text is only named by its place. */
export type Patch = { counts: Comparison["counts"]; clauses: ClausePatch[] };

/** Turns a comparison into a patch of the old text. Offsets are bytes of the old file as it is. */
export function toPatch({ changes, counts }: Comparison): Patch {
  return { counts, clauses: changes.map(toClausePatch) };
}

/** The new text, put together from the old one and a patch alone. */
export function applyPatch(old: Uint8Array, { clauses }: Pick<Patch, "clauses">): Uint8Array {
  const bytes = clauses.flatMap(({ parts }) =>
    parts.map((part) => (typeof part === "string" ? Buffer.from(part) : old.subarray(part[0], part[1]))),
  );
  return Buffer.concat(bytes);
}

function toClausePatch(change: ClauseChange): ClausePatch {
  return {
    kind: change.kind,
    moved: change.isMoved,
    renumbered: change.isRenumbered,
    old: change.old.map(nameOf),
    new: change.new.map(nameOf),
    parts: joinTouching(change.new.length === 0 ? [] : partsOf(change)),
  };
}

function nameOf({ id, number, heading }: Clause): ClauseName {
  return { id, number, heading };
}

function partsOf({ old, new: fresh }: ClauseChange): PatchPart[] {
  const newText = fresh.map(({ source }) => source).join("");
  const oldText = old.map(({ source }) => source).join("");
  const parts: PatchPart[] = [];
  let read = 0;
  for (const { op, text } of markWords(oldText, newText)) {
    const length = Buffer.byteLength(text);
    if (op === "insert") parts.push(text);
    if (op === "keep") parts.push(...placesOf(old, read, read + length));
    if (op !== "insert") read += length;
  }
  return parts;
}

/** Where a run of the old clauses, read one after another, stands in the old file. */
function placesOf(clauses: readonly Clause[], from: number, to: number): PatchPart[] {
  let before = 0;
  return clauses.flatMap(({ start, end }) => {
    const first = Math.max(from - before, 0);
    const last = Math.min(to - before, end - start);
    before += end - start;
    return first < last ? [[start + first, start + last] satisfies PatchPart] : [];
  });
}

/** Runs that follow each other in the old file are one. */
function joinTouching(parts: PatchPart[]): PatchPart[] {
  const joined: PatchPart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    const touches = Array.isArray(last) && Array.isArray(part) && last[1] === part[0];
    if (touches) joined[joined.length - 1] = [last[0], part[1]];
    else joined.push(part);
  }
  return joined;
}
