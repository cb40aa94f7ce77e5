import type { EditOf } from "#app/domain/publication/drafting/draft-edit";
import { bindingOf, clauseIn, EDITED, type OpenDraft, type OpenText } from "#app/domain/publication/drafting/open-draft";
import { DomainError } from "#app/domain/refusal";
import { followReferences, rewriteBody } from "#app/domain/text/follow-references";
import { parentsOf } from "#app/domain/text/identity";
import { isCovered, type Clause } from "#app/domain/text/outline";
import { findReferences } from "#app/domain/text/references";
import { planNumbers } from "#app/domain/text/renumber";
import { asItIs, rewriteText, type WantedClause } from "#app/domain/text/rewrite";

/** Adds a clause in every language; those after it are counted on, and references follow. */
export function addClause(draft: OpenDraft, edit: EditOf<"addClause">): OpenDraft {
  const { clauseId, after, level, texts, flags = [] } = edit;
  if (draft.version.clauses.some(({ id }) => id === clauseId)) throw new DomainError("clause-id-repeated", { file: draft.agreement.slug, id: clauseId });
  const missing = draft.texts.find(({ language }) => texts[language] === undefined);
  if (missing) throw new DomainError("words-missing", { what: "text", language: missing.language });
  const arranged = arrange(draft, (text) => {
    const at = placeAfter(text.clauses, { after, level });
    const words = texts[text.language] ?? { heading: null, body: "" };
    const like = likeAt(text.clauses, at, level);
    const number = level === 0 ? null : (words.number ?? like?.number ?? null);
    if (level > 0 && number === null && like === null) throw new DomainError("number-style-unknown", { level });
    const role = level === 0 ? "preamble" : "clause";
    const added: WantedClause = { id: clauseId, role, level, number, heading: words.heading, body: words.body, like: words.number === undefined ? like : null, isPlaced: true };
    return text.clauses.map(asItIs).toSpliced(at, 0, added);
  });
  const entry = flags.length === 0 ? { id: clauseId } : { id: clauseId, flags };
  return withEntries(arranged, (entries) => [...entries, entry]);
}

/** Removes a clause with all below it. Throws clause-cited while another clause cites one of them. */
export function removeClause(draft: OpenDraft, { clauseId }: EditOf<"removeClause">): OpenDraft {
  const gone = new Set(subtreeOf(bindingOf(draft).clauses, clauseId).map(({ id }) => id));
  for (const { clauses } of draft.texts) checkNotCited(clauses, gone);
  const left = (text: OpenText) => text.clauses.filter(({ id }) => !gone.has(id)).map(asItIs);
  return withEntries(arrange(draft, left), (entries) => entries.filter(({ id }) => !gone.has(id)));
}

/** Moves a clause with all below it. Its text stays; its number, and those that count on, follow the new place. */
export function moveClause(draft: OpenDraft, { clauseId, after, level }: EditOf<"moveClause">): OpenDraft {
  return withEntries(arrange(draft, (text) => moveIn(text, { clauseId, after, level })), (entries) => entries);
}

/** Counts every clause anew in the style of the agreement. */
export function renumber(draft: OpenDraft): OpenDraft {
  return arrange(draft, ({ clauses }) => clauses.map(asItIs), () => new Set([null, ...draft.version.clauses.map(({ id }) => id)]));
}

function moveIn(text: OpenText, { clauseId, after, level }: Pick<EditOf<"moveClause">, "clauseId" | "after" | "level">): WantedClause[] {
  const clause = clauseIn(text, clauseId);
  const moved = subtreeOf(text.clauses, clauseId);
  if (after !== null && moved.some(({ id }) => id === after)) throw unfit(clause, "it would come to lie in itself");
  const rest = text.clauses.filter((each) => !moved.includes(each));
  const shift = (level ?? clause.level) - clause.level;
  if (isUnlike(clause, clause.level + shift)) throw unfit(clause, "a paragraph of the preamble has no level, and a clause has one");
  const at = placeAfter(rest, { after, level: clause.level + shift });
  if (shift === 0 && at === text.clauses.indexOf(clause)) return text.clauses.map(asItIs);
  const placed = moved.map((each) => {
    const own = each.level + shift;
    const wanted: WantedClause = { ...asItIs(each), level: own, isPlaced: true };
    const like = likeAt(rest, at, own);
    const isAtHome = shift === 0 || like === null;
    return isAtHome ? { ...wanted, number: shift === 0 ? numberAmong(each, like, clause) : each.number } : { ...wanted, like, number: like.number };
  });
  return rest.map(asItIs).toSpliced(at, 0, ...placed);
}

/** Under another parent the moved clause takes the dress of its new brothers; what lies below it keeps its own. */
function numberAmong(each: Clause, like: Clause | null, moved: Clause): string | null {
  return each === moved && like !== null && each.number !== null && like.number !== null ? like.number : each.number;
}

function isUnlike({ role }: Clause, level: number): boolean {
  return (role === "clause") !== level > 0;
}

type Arrangement = (text: OpenText) => WantedClause[];

/** Rearranges every text in the same way, counts on where something changed, and lets the references follow. */
function arrange(draft: OpenDraft, arrangement: Arrangement, touchedIn: (before: readonly Clause[], wanted: readonly WantedClause[]) => ReadonlySet<string | null> = touchedParents): OpenDraft {
  const texts = draft.texts.map((text) => {
    const wanted = arrangement(text);
    const numbered = numberAnew(text.clauses, wanted, touchedIn(text.clauses, wanted));
    const written = rewriteText(numbered);
    if (!written.ok) throw new DomainError("edit-unreadable", { clause: written.at?.number ?? written.at?.id ?? "", language: text.language });
    return { ...text, clauses: written.clauses, originalSha256: EDITED };
  });
  return { ...draft, texts };
}

function numberAnew(before: readonly Clause[], wanted: readonly WantedClause[], touched: ReadonlySet<string | null>): WantedClause[] {
  const after = wanted.map(asClause);
  const numbers = planNumbers(before, after, touched);
  const numbered = wanted.map((each) => ({ ...each, number: numbers.get(each.id) ?? each.number }));
  const rewritings = followReferences(before, numbered.map(asClause));
  return numbered.map((each) => ({ ...each, body: rewriteBody(each.body, rewritings.get(each.id) ?? []) }));
}

/** Only what the numbering needs of a clause that is not written yet. */
function asClause({ id, role, level, number, heading, body }: WantedClause): Clause {
  return { id, role, level, number, heading, body, start: 0, end: 0, source: "" };
}

/** The parents whose children are not the same as before, or in another order. */
function touchedParents(before: readonly Clause[], wanted: readonly WantedClause[]): Set<string | null> {
  const old = childrenById(before);
  const fresh = childrenById(wanted.map(asClause));
  const parents = new Set([...old.keys(), ...fresh.keys()]);
  return new Set([...parents].filter((parent) => (old.get(parent) ?? []).join(" ") !== (fresh.get(parent) ?? []).join(" ")));
}

function childrenById(clauses: readonly Clause[]): Map<string | null, string[]> {
  const parents = parentsOf(clauses);
  const children = new Map<string | null, string[]>();
  clauses.forEach(({ id, level }, index) => {
    if (level === 0) return;
    const parent = clauses[parents[index] ?? -1]?.id ?? null;
    children.set(parent, [...(children.get(parent) ?? []), id]);
  });
  return children;
}

function subtreeOf(clauses: readonly Clause[], id: string): Clause[] {
  const at = clauses.findIndex((clause) => clause.id === id && isCovered(clause));
  const clause = clauses[at];
  if (!clause) throw new DomainError("clause-absent", { clause: id });
  const length = clauses.slice(at + 1).findIndex(({ level }) => clause.level === 0 || level <= clause.level);
  return clauses.slice(at, length === -1 ? (clause.level === 0 ? at + 1 : undefined) : at + 1 + length);
}

/** Where a clause of a level comes to stand: right below a clause of a lower level, else after all below its brother. */
function placeAfter(clauses: readonly Clause[], { after, level }: { after: string | null; level: number }): number {
  const first = clauses.findIndex((clause) => (level === 0 ? isCovered(clause) : clause.role === "clause"));
  const anchor = after === null ? null : clauses.find(({ id }) => id === after);
  if (anchor === undefined) throw new DomainError("clause-absent", { clause: after ?? "" });
  if (anchor === null && level > 1) throw new DomainError("edit-unfit", { clause: "", fault: `nothing at level ${level - 1} stands above it` });
  if (anchor === null) return first === -1 ? clauses.length : first;
  if (level > anchor.level + 1) throw unfit(anchor, `level ${level} leaves out a level`);
  if (level === 0 && anchor.role === "clause") throw unfit(anchor, "a paragraph of the preamble stands before the clauses");
  if (anchor.level === 0) return level === 0 ? clauses.indexOf(anchor) + 1 : Math.max(first, 0);
  if (level > anchor.level) return clauses.indexOf(anchor) + 1;
  const next = clauses.slice(clauses.indexOf(anchor) + 1).findIndex((clause) => clause.level <= level);
  return next === -1 ? clauses.length : clauses.indexOf(anchor) + 1 + next;
}

/** A clause in whose manner one at this place is written: a brother, else the nearest of the same level. */
function likeAt(clauses: readonly Clause[], at: number, level: number): Clause | null {
  const role = level === 0 ? "preamble" : "clause";
  const isLike = (clause: Clause) => clause.role === role && clause.level === level;
  return clauses.slice(0, at).findLast(isLike) ?? clauses.slice(at).find(isLike) ?? null;
}

function checkNotCited(clauses: readonly Clause[], gone: ReadonlySet<string>): void {
  const citing = findReferences({ clauses: [...clauses] }).find(({ clauseId, targets }) => !gone.has(clauseId) && targets.some((id) => id !== null && gone.has(id)));
  if (!citing) return;
  const cited = clauses.find(({ id }) => citing.targets.includes(id) && gone.has(id));
  const by = clauses.find(({ id }) => id === citing.clauseId);
  throw new DomainError("clause-cited", { number: cited?.number ?? cited?.id ?? "", by: by?.number ?? by?.id ?? "" });
}

function withEntries(draft: OpenDraft, change: (entries: OpenDraft["version"]["clauses"]) => OpenDraft["version"]["clauses"]): OpenDraft {
  const entries = new Map(change(draft.version.clauses).map((entry) => [entry.id, entry]));
  const clauses = bindingOf(draft).clauses.filter(isCovered).flatMap(({ id }) => entries.get(id) ?? []);
  return { ...draft, version: { ...draft.version, clauses } };
}

function unfit({ number, heading, id }: Clause, fault: string): DomainError {
  return new DomainError("edit-unfit", { clause: number ?? heading ?? id, fault });
}
