import { parseUtf8 } from "#app/ledger/bytes";
import { parseTreeHead } from "#app/ledger/checkpoint";
import { parseConsistency, type ConsistencyText } from "#app/ledger/consistency";
import type { Hashing } from "#app/ledger/crypto";
import { parseEntry } from "#app/ledger/entry";
import { EVIDENCE_FORMAT, MOST_EVIDENCE_BYTES, readEvidenceFile, readKeyLines, readOpenings, UnreadableEvidence, type HeldEvidence } from "#app/ledger/evidence-file";
import { parseProof } from "#app/ledger/proof";
import type { Evidence } from "#app/ledger/verify";

/** A file as it was handed in. */
export type HandedFile = { name: string; bytes: Uint8Array };

/** The most files that are taken at once. */
export const MOST_HANDED_FILES = 200;

type Role =
  | "document" | "entry" | "proof" | "erasureEntry" | "erasureProof"
  | "keys" | "openings" | "checkpoint" | "consistency" | "timeToken" | "file";

/**
 * Reads what a person hands in: an evidence file, or its parts as files of their own (an entry and its .tlog-proof), with further
 * texts, keys, openings and checkpoints beside either. Throws UnreadableEvidence.
 */
export function readHandedIn(hashing: Hashing, files: readonly HandedFile[]): HeldEvidence {
  if (files.length === 0) throw new UnreadableEvidence("nothingGiven");
  if (files.length > MOST_HANDED_FILES) throw new UnreadableEvidence("tooMany", "files");
  if (files.reduce((sum, { bytes }) => sum + bytes.length, 0) > MOST_EVIDENCE_BYTES) throw new UnreadableEvidence("tooLarge");
  const parts = sortFiles(files);
  const base = readBase(hashing, parts);
  const { evidence } = base;
  return {
    evidence: {
      ...evidence,
      files: [...(evidence.files ?? []), ...parts.file],
      openings: [...(evidence.openings ?? []), ...parts.openings.flatMap(({ bytes, name }) => readOpenings(bytes, name))],
      held: [...(evidence.held ?? []), ...readLooseHeld(evidence.proof, parts)],
      ...readLooseErasure(evidence, parts),
    },
    keys: [...base.keys, ...parts.keys.flatMap((file) => readKeyLines(hashing, textOf(file)))],
    timeTokens: [...base.timeTokens, ...parts.timeToken.map(({ bytes }) => ({ checkpoint: null, token: bytes }))],
  };
}

type Parts = Record<Role, HandedFile[]>;

function sortFiles(files: readonly HandedFile[]): Parts {
  const parts: Parts = {
    document: [], entry: [], proof: [], erasureEntry: [], erasureProof: [],
    keys: [], openings: [], checkpoint: [], consistency: [], timeToken: [], file: [],
  };
  for (const file of files) {
    const role = roleByName(file.name) ?? roleByContent(file);
    parts[role === "file" && files.length === 1 ? "document" : role].push(file);
  }
  return parts;
}

const ROLES: readonly (readonly [RegExp, Role])[] = [
  [/\.evidence\.json$/, "document"],
  [/(^|[./-])erasure\.tlog-proof$/, "erasureProof"],
  [/\.tlog-proof$/, "proof"],
  [/\.vkey$/, "keys"],
  [/\.checkpoint$/, "checkpoint"],
  [/\.consistency$/, "consistency"],
  [/\.tsr$/, "timeToken"],
  [/(^|[./-])openings\.json$/, "openings"],
  [/(^|[./-])erasure\.json$/, "erasureEntry"],
  [/(^|[./-])entry\.json$/, "entry"],
];

function roleByName(name: string): Role | null {
  return ROLES.find(([pattern]) => pattern.test(name.toLowerCase()))?.[1] ?? null;
}

/** The member of an evidence file that names its form, of this version or another. */
const FORMAT_MEMBER = new RegExp(`"format"\\s*:\\s*"${EVIDENCE_FORMAT.replace(/\d+$/, "")}`);

function roleByContent({ bytes }: HandedFile): Role {
  const text = (parseUtf8(bytes) ?? "").trimStart();
  if (text.startsWith("c2sp.org/tlog-proof@")) return "proof";
  if (!text.startsWith("{")) return "file";
  if (FORMAT_MEMBER.test(text)) return "document";
  return "entry" in parseEntry(bytes) ? "entry" : "file";
}

function readBase(hashing: Hashing, { document, entry, proof }: Parts): HeldEvidence {
  const [whole] = document;
  if (whole) {
    refuseFurther([...document, ...entry, ...proof]);
    return readEvidenceFile(hashing, whole.bytes);
  }
  const [firstEntry, firstProof] = [entry[0], proof[0]];
  if (!firstEntry) throw new UnreadableEvidence("entryMissing");
  if (!firstProof) throw new UnreadableEvidence("proofMissing");
  refuseFurther(entry);
  refuseFurther(proof);
  return { evidence: { entry: firstEntry.bytes, proof: textOf(firstProof) }, keys: [], timeTokens: [] };
}

function refuseFurther([, further]: readonly HandedFile[]): void {
  if (further) throw new UnreadableEvidence("twice", further.name);
}

function textOf({ name, bytes }: HandedFile): string {
  const text = parseUtf8(bytes);
  if (text === null) throw new UnreadableEvidence("notText", name);
  return text;
}

function readLooseErasure({ erasure }: Evidence, { erasureEntry, erasureProof }: Parts): Pick<Evidence, "erasure"> {
  const [entry, proof] = [erasureEntry[0], erasureProof[0]];
  const given = [...erasureEntry, ...erasureProof];
  if (!entry && !proof) return erasure ? { erasure } : {};
  if (erasure) throw new UnreadableEvidence("twice", given[0]?.name);
  if (!entry || !proof) throw new UnreadableEvidence("erasureIncomplete", given[0]?.name);
  refuseFurther(erasureEntry);
  refuseFurther(erasureProof);
  return { erasure: { entry: entry.bytes, proof: textOf(proof) } };
}

type Held = NonNullable<Evidence["held"]>[number];

/** A checkpoint needs no proof where it has the size of the evidence's own, or none; each other needs one that leads between the two. */
function readLooseHeld(proof: string, { checkpoint, consistency }: Parts): Held[] {
  const size = sizeOf(parseProof(proof)?.checkpoint ?? "");
  const checkpoints = checkpoint.map((file) => ({ name: file.name, note: textOf(file) }));
  const paths = consistency.map(readPath);
  const foreign = paths.find(({ path }) => size !== null && path.oldSize !== size && sizeOf(path.checkpoint) !== size);
  if (foreign) throw new UnreadableEvidence("consistencyForeign", foreign.name);
  const fromPaths = paths.map(({ path }) => ({ checkpoint: path.checkpoint, proof: path.oldSize === size ? path.hashes : [] }));
  return [...fromPaths, ...checkpoints.map(({ name, note }) => ({ checkpoint: note, proof: pathFrom(note, { name, size, paths }) }))];
}

type Path = { name: string; path: ConsistencyText };

function readPath(file: HandedFile): Path {
  const path = parseConsistency(textOf(file));
  if (!path) throw new UnreadableEvidence("consistencyMalformed", file.name);
  return { name: file.name, path };
}

function pathFrom(note: string, { name, size, paths }: { name: string; size: number | null; paths: readonly Path[] }): readonly Uint8Array[] {
  const own = sizeOf(note);
  if (own === size || own === 0 || own === null || size === null) return [];
  const [from, to] = [Math.min(own, size), Math.max(own, size)];
  const found = paths.find(({ path }) => path.oldSize === from && sizeOf(path.checkpoint) === to);
  if (!found) throw new UnreadableEvidence("consistencyMissing", `${name} (${from} → ${to})`);
  return found.path.hashes;
}

/** The size that a checkpoint names, whether or not anyone signed it. */
function sizeOf(checkpoint: string): number | null {
  const blank = checkpoint.indexOf("\n\n");
  return blank < 0 ? null : (parseTreeHead(checkpoint.slice(0, blank + 1))?.size ?? null);
}
