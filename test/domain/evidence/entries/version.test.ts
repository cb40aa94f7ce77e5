import { expect, test } from "vitest";
import { sha256Of } from "#app/domain/digest";
import { endingContent, markContent } from "#app/domain/evidence/entries/mark";
import { roleContent } from "#app/domain/evidence/entries/role";
import { approvedContent, publicationContent, translationContent, type NamedVersion } from "#app/domain/evidence/entries/version";
import { newEntry, type EntryContent } from "#app/domain/evidence/new-entry";
import { canonicalJson } from "#app/ledger/canonical";
import { evidenceRows } from "#test/support/evidence-rows";
import { proposalOf } from "#test/support/proposal";

const ROWS = evidenceRows(1);
const { manifest } = proposalOf();
const VERSION: NamedVersion = {
  manifest,
  manifestSha256: "a".repeat(64),
  texts: [{ language: "zh-CN", sha256: "b".repeat(64) }, { language: "en", sha256: "c".repeat(64) }],
};
const HASHES = { manifest: "a".repeat(64), "text/zh-CN": "b".repeat(64), "text/en": "c".repeat(64) };

function written(content: EntryContent): string {
  return newEntry({ number: 1, origin: "ledger.example/terms" }, content).entryJson;
}

test("an approval names the hash that was approved, what it covers, author, approver and sign-in", () => {
  const record = { id: "apr_1", happenedAt: "2026-03-01T00:00:00.000Z", recordedAt: "2026-03-01T00:00:00.001Z" };
  const people = { authorId: "usr_1", approverId: "usr_2", signInId: "sig_2" };
  const content = approvedContent({ record, version: VERSION, approvalSha256: "d".repeat(64), ...people, reason: "as Ms Li asked" });
  expect(content).toMatchObject({
    kind: "version.approved", record: "apr_1", at: "2026-03-01T00:00:00.000Z", recordedAt: "2026-03-01T00:00:00.001Z", hashes: HASHES,
    body: {
      slug: "general-terms", number: 1, class: "first", approval: "d".repeat(64), author: "usr_1", approver: "usr_2", signIn: "sig_2",
      summarySha256: sha256Of(canonicalJson(manifest.version.summary)),
    },
  });
  expect(written(content)).not.toContain("Ms Li");
});

test("an announcement names version, class, approval, date and the notice rule with its working", () => {
  const publication = { ...ROWS.publications, ruleJson: '{"considered":[],"noticeDays":30}', reason: "as Ms Li asked" };
  const content = publicationContent({ publication, row: ROWS.versions, version: VERSION, prev: 7 });
  expect(content).toMatchObject({
    kind: "version.announced", record: "pub_1", prev: 7, hashes: HASHES,
    body: {
      agreement: "agr_1", version: "ver_1", class: "first", approval: "1".repeat(64), author: "installation", approver: "installation", actor: "installation",
      follows: null, effectiveAt: "2026-04-01T00:00:00.000Z",
      notice: { days: 30, zone: "Asia/Shanghai", earliestAt: "2026-04-01T00:00:00.000Z", working: { considered: [], noticeDays: 30 } },
    },
  });
  expect(written(content)).not.toContain("Ms Li");
});

test.each(["postponed", "withdrawn"] as const)("a version that is %s names the publication before, and what readers are told", (act) => {
  const publication = { ...ROWS.publications, act, followsId: "pub_0", effectiveAt: null, noticeJson: '{"en":"later"}' };
  const content = publicationContent({ publication, row: ROWS.versions, version: VERSION, prev: null });
  expect(content).toMatchObject({ kind: `version.${act}`, body: { follows: "pub_0", effectiveAt: null }, hashes: { notice: sha256Of('{"en":"later"}') } });
  expect(content).not.toHaveProperty("prev");
});

test("a translation names its version, language and revision, and its own text alone", () => {
  const text = { ...ROWS.versionTexts, language: "en", revision: 2 };
  const content = translationContent(text, { version: VERSION, actor: { id: "usr_1", signInId: "sig_1" }, prev: 3 });
  expect(content).toMatchObject({ kind: "translation.added", record: "ver_1/en/2", prev: 3, body: { version: "ver_1", language: "en", revision: 2, actor: "usr_1", signIn: "sig_1" } });
  expect(content.hashes).toEqual({ manifest: "a".repeat(64), "text/en": "1".repeat(64) });
});

test.each([["void", "clause.voided"], ["undertaking", "undertaking.given"]] as const)("a mark %s is %s, with the ground as a hash", (kind, entryKind) => {
  const groundJson = '{"en":"Ms Li pointed it out"}';
  const content = markContent({ ...ROWS.clauseMarks, kind, groundJson, partiesJson: '["pty_1","pty_2"]' }, VERSION);
  expect(content).toMatchObject({
    kind: entryKind, record: "mrk_1", hashes: { ...HASHES, ground: sha256Of(groundJson) },
    body: { clause: "c", version: "ver_1", author: "usr_1", approver: "usr_second", parties: { count: 2 }, sinceAt: null },
  });
  expect(written(content)).not.toMatch(/Ms Li|pty_/);
});

test("the end of an agreement names date, notice, what survives and for how many, never for whom", () => {
  const ending = { ...ROWS.endings, partiesJson: '["pty_1"]', survivingJson: '["c-2","c-9"]', dataUntil: "2026-05-01T00:00:00.000Z" };
  const content = endingContent(ending, VERSION);
  expect(content).toMatchObject({
    kind: "agreement.ended", record: "end_1", hashes: { ground: sha256Of("{}"), refund: sha256Of("{}") },
    body: { parties: { count: 1 }, surviving: ["c-2", "c-9"], effectiveAt: "2026-04-01T00:00:00.000Z", dataUntil: "2026-05-01T00:00:00.000Z", notice: { days: 30 } },
  });
  expect(written(content)).not.toContain("pty_");
});

test("an agreement that ends for all says so, and thousands of surviving clauses are one hash", () => {
  const survivingJson = JSON.stringify(Array.from({ length: 9000 }, (_, place) => `clause-${place}`));
  expect(endingContent({ ...ROWS.endings, survivingJson }, VERSION).body).toMatchObject({ parties: null, surviving: { count: 9000 } });
});

test.each(["granted", "revoked"] as const)("a role that is %s names account, role, actor and sign-in", (act) => {
  const content = roleContent({ ...ROWS.roleChanges, act, reason: "Ms Li left", followsId: "rol_0" }, 4);
  expect(content).toMatchObject({
    kind: `role.${act}`, record: "rol_1", prev: 4, body: { role: "editor", account: "usr_1", actor: "usr_1", signIn: "sig_1", follows: "rol_0" },
  });
  expect(written(content)).not.toContain("Ms Li");
});
