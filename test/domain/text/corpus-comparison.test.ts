import { expect, test } from "vitest";
import { compareOutlines, type ClauseChange } from "#app/domain/text/comparison";
import { readOutline } from "#app/domain/text/outline";
import { applyPatch, toPatch, type Patch } from "#app/domain/text/patch";
import { corpusFiles, corpusRevision, corpusText, CORPUS_DIR, hasCorpus } from "#test/support/corpus";

if (!hasCorpus) console.warn(`no corpus at ${CORPUS_DIR}: its histories are not compared`);

/** Each revision of a document with the next one. */
const PAIRS = corpusFiles().flatMap((file, index, files) => {
  const next = files[index + 1];
  return next !== undefined && folderOf(next) === folderOf(file) ? [{ before: file, after: next }] : [];
});

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf("/"));
}

function patchBetween(before: string, after: string): Patch {
  const patch = toPatch(compareOutlines(readOutline(before), readOutline(after)));
  return JSON.parse(JSON.stringify(patch));
}

function compareRevisions(document: string, before: string, after: string) {
  const [old, fresh] = [before, after].map((revision) => readOutline(corpusText(corpusRevision(document, revision))));
  if (!old || !fresh) throw new Error("two revisions were read");
  return compareOutlines(old, fresh);
}

/** "kind moved D.→E. Heading" of the changes that pass. */
function told(changes: ClauseChange[], passes: (change: ClauseChange) => boolean = () => true): string[] {
  return changes.filter(passes).map(({ kind, isMoved, old: [old], new: [fresh] }) =>
    `${kind}${isMoved ? " moved" : ""} ${old?.number ?? "–"}→${fresh?.number ?? "–"} ${(fresh ?? old)?.heading ?? ""}`.trim(),
  );
}

test.skipIf(!hasCorpus)("the corpus has histories to compare", () => {
  expect(PAIRS.length).toBeGreaterThan(60);
});

test.skipIf(!hasCorpus).each(PAIRS)("$after comes out of $before and the comparison alone", ({ before, after }) => {
  const patch = patchBetween(corpusText(before), corpusText(after));
  expect(Buffer.from(applyPatch(Buffer.from(corpusText(before)), patch)).toString()).toBe(corpusText(after));
});

test.skipIf(!hasCorpus).each(corpusFiles())("the comparison of %s with itself holds no text", (file) => {
  const { clauses, counts } = patchBetween(corpusText(file), corpusText(file));
  const { unchanged, ...others } = counts;
  expect(clauses.flatMap(({ parts }) => parts).filter((part) => typeof part === "string")).toEqual([]);
  expect(Object.values(others).every((count) => count === 0)).toBe(true);
  expect(unchanged).toBeGreaterThan(0);
});

test.skipIf(!hasCorpus)("equal law in other white space and brackets is layout alone", () => {
  const { counts } = compareRevisions("prc-laws/electronic-signature-law", "001", "004");
  expect(counts).toMatchObject({ changed: 0, added: 0, removed: 0, split: 0, joined: 0, headingOnly: 0, moved: 0, renumbered: 0 });
  expect(counts.layoutOnly).toBeGreaterThan(0);
});

test.skipIf(!hasCorpus).each([
  ["github-site-policy/terms-of-service", "006", "007"],
  ["github-site-policy/acceptable-use-policies", "001", "002"],
  ["basecamp-policies/terms-of-service", "001", "002"],
])("headings of %s that all shift by one level are layout from %s to %s", (document, before, after) => {
  const { counts, changes } = compareRevisions(document, before, after);
  expect(counts.layoutOnly).toBeGreaterThan(counts.changed);
  expect(changes.filter(({ isMoved }) => isMoved)).toEqual([]);
});

test.skipIf(!hasCorpus)("definitions inserted in an alphabetical list renumber nineteen others", () => {
  const { counts, changes } = compareRevisions("common-paper/cloud-service-agreement", "007", "008");
  expect(counts).toMatchObject({ added: 2, removed: 0, moved: 0, renumbered: 19 });
  expect(told(changes, ({ kind }) => kind === "added")).toEqual(["added –→14.", "added –→23."]);
});

test.skipIf(!hasCorpus)("numbering written out that becomes numbering by position renumbers and keeps most clauses", () => {
  const { counts } = compareRevisions("common-paper/cloud-service-agreement", "005", "006");
  expect(counts.renumbered).toBeGreaterThan(90);
  expect(counts.unchanged + counts.changed + counts.layoutOnly).toBeGreaterThan(4 * (counts.added + counts.removed));
});

test.skipIf(!hasCorpus)("an article that leaves a law is removed, and the later ones are renumbered", () => {
  const { changes } = compareRevisions("prc-laws/road-transport-regulations", "002", "003");
  const articles = changes.filter(({ old: [old] }) => old?.number?.endsWith("条"));
  expect(told(articles, ({ kind }) => kind === "removed")).toEqual(["removed 第六十八条→–"]);
  expect(told(articles, ({ isRenumbered }) => isRenumbered)).toHaveLength(15);
  expect(told(changes, ({ isMoved }) => isMoved)).toEqual([]);
});

test.skipIf(!hasCorpus)("two items that become a closing paragraph are joined", () => {
  const { changes } = compareRevisions("prc-laws/road-transport-regulations", "002", "003");
  const joined = changes.filter(({ kind }) => kind === "joined").map(({ old, new: fresh }) => [old, fresh].map((each) => each.map(({ number }) => number)));
  expect(joined).toEqual([[["（四）", "（五）"], ["（三）"]]]);
});

test.skipIf(!hasCorpus)("a sub-section that becomes a section moves, sections behind it are renumbered, and two are swapped", () => {
  const { changes } = compareRevisions("github-site-policy/terms-of-service", "001", "002");
  expect(told(changes, ({ isMoved }) => isMoved)).toEqual([
    "unchanged moved 3.→2. GitHub May Remove Content",
    "changed moved 8.→E. Private Repositories",
  ]);
  const letters = told(changes, ({ isRenumbered, new: [fresh] }) => isRenumbered && /^[A-S]\.$/.test(fresh?.number ?? ""));
  expect(letters).toHaveLength(15);
});

test.skipIf(!hasCorpus)("sub-sections that leave for another document are removed, and the first joins its section", () => {
  const { changes, counts } = compareRevisions("github-site-policy/terms-of-service", "003", "004");
  expect(told(changes, ({ kind }) => kind === "removed")).toEqual([
    "removed 2.→– Content Restrictions",
    "removed 3.→– Conduct Restrictions",
    "removed 4.→– Services Usage Limits",
    "removed 5.→– Scraping",
    "removed 6.→– Privacy",
    "removed 7.→– Excessive Bandwidth Use",
    "removed 8.→– User Protection",
  ]);
  expect(counts).toMatchObject({ joined: 1, moved: 0 });
});

test.skipIf(!hasCorpus)("a section that moves up is the only one that moves", () => {
  const { changes } = compareRevisions("basecamp-policies/privacy-policy", "003", "004");
  expect(told(changes, ({ isMoved }) => isMoved)).toEqual(["unchanged moved –→– Location of Site and Data"]);
});

test.skipIf(!hasCorpus)("sections that are cut anew renumber the rest, which keeps its words", () => {
  const { changes, counts } = compareRevisions("github-site-policy/acceptable-use-policies", "005", "006");
  expect(counts).toMatchObject({ added: 1, removed: 0, moved: 0, renumbered: 6 });
  expect(told(changes, ({ isRenumbered }) => isRenumbered)[0]).toBe("layoutOnly 5.→6. Services Usage Limits");
});

test.skipIf(!hasCorpus)("of two languages in one file the one that leaves is removed and the other stays", () => {
  const { counts } = compareRevisions("apache-hertzbeat/tancloud-privacy-policy", "002", "003");
  expect(counts).toMatchObject({ unchanged: 135, changed: 1, added: 0, removed: 129 });
});

test.skipIf(!hasCorpus)("a text that another language replaces has next to nothing in common with it", () => {
  const { counts } = compareRevisions("apache-hertzbeat/tancloud-general-terms", "002", "003");
  expect(counts).toMatchObject({ unchanged: 0, changed: 0, moved: 0 });
  expect(counts.added).toBe(counts.removed);
});
