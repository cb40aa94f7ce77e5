import { expect, test } from "vitest";
import { readOutline } from "#app/domain/text/outline";
import { corpusFiles, corpusRevision, corpusText, CORPUS_DIR, hasCorpus } from "#test/support/corpus";

if (!hasCorpus) console.warn(`no corpus at ${CORPUS_DIR}: its documents are not read`);

type Counted = { document: string; revision: string; topLevel: number; numbered: number };

/** Counted by reading: the agreement's own highest units, and all units that carry a number, letter or ordinal. */
const COUNTED: Counted[] = [
  { document: "apache-hertzbeat/tancloud-general-terms", revision: "002", topLevel: 13, numbered: 91 },
  { document: "apache-hertzbeat/tancloud-general-terms", revision: "003", topLevel: 13, numbered: 91 },
  { document: "apache-hertzbeat/tancloud-privacy-policy", revision: "003", topLevel: 10, numbered: 129 },
  { document: "github-site-policy/terms-of-service", revision: "008", topLevel: 18, numbered: 66 },
  { document: "github-site-policy/acceptable-use-policies", revision: "008", topLevel: 11, numbered: 11 },
  { document: "basecamp-policies/terms-of-service", revision: "008", topLevel: 9, numbered: 31 },
  { document: "common-paper/cloud-service-agreement", revision: "008", topLevel: 13, numbered: 120 },
  { document: "cabforum-servercert/network-security-requirements", revision: "008", topLevel: 4, numbered: 72 },
  { document: "mozilla-pkipolicy/ccadb-policy", revision: "008", topLevel: 6, numbered: 6 },
  { document: "prc-laws/electronic-signature-law", revision: "004", topLevel: 5, numbered: 78 },
  { document: "prc-laws/road-transport-regulations", revision: "001", topLevel: 7, numbered: 141 },
  { document: "prc-laws/road-transport-regulations", revision: "002", topLevel: 7, numbered: 141 },
  { document: "prc-laws/road-transport-regulations", revision: "003", topLevel: 7, numbered: 141 },
  { document: "de-federal-law/fernunterrichtsschutzgesetz", revision: "005", topLevel: 4, numbered: 111 },
  { document: "contributor-covenant/code-of-conduct-zh-cn", revision: "005", topLevel: 7, numbered: 4 },
  { document: "contributor-covenant/code-of-conduct-ja", revision: "006", topLevel: 7, numbered: 4 },
];

test.skipIf(!hasCorpus).each(COUNTED)("$document $revision has $topLevel units at the top and $numbered numbers", ({ document, revision, topLevel, numbered }) => {
  const outline = readOutline(corpusText(corpusRevision(document, revision)));
  expect({ topLevel: outline.topLevel, numbered: outline.numbered }).toEqual({ topLevel, numbered });
});

test.skipIf(!hasCorpus).each(corpusFiles())("%s comes back byte for byte", (file) => {
  const source = corpusText(file);
  const { clauses } = readOutline(source);
  expect(clauses.map((clause) => clause.source).join("")).toBe(source);
  expect(clauses.at(-1)?.end).toBe(Buffer.byteLength(source));
});
