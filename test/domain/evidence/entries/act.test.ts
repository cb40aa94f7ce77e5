import { expect, test } from "vitest";
import { sha256Of } from "#app/domain/digest";
import { actContent, type RecordedAct, type RecordedLine } from "#app/domain/evidence/entries/act";
import { newEntry } from "#app/domain/evidence/new-entry";
import { canonicalJson } from "#app/ledger/canonical";
import { MOST_ENTRY_BYTES } from "#app/ledger/entry";
import type { ActRow } from "#db/schema/acceptance";
import { evidenceRows } from "#test/support/evidence-rows";

const OPEN = { number: 1, origin: "ledger.example/terms" };
const HASH = { shown: "a".repeat(64), binding: "b".repeat(64), manifest: "c".repeat(64) };

function lineOf(members: Partial<RecordedLine> = {}): RecordedLine {
  const { actLines } = evidenceRows(1);
  const texts = { shownSha256: HASH.shown, bindingSha256: HASH.binding, manifestSha256: HASH.manifest, bindingLanguage: "zh-CN", language: "en" };
  return { ...actLines, ...texts, ...members };
}

function actOf(members: Partial<ActRow> = {}, record: Partial<RecordedAct> = {}): RecordedAct {
  const { acts, presentations, signIns } = evidenceRows(1);
  return { act: { ...acts, ...members }, lines: [lineOf()], presentation: presentations, signIn: signIns, prev: null, commitments: { party: "d".repeat(64) }, ...record };
}

function bytesOf(record: RecordedAct): number {
  return Buffer.byteLength(newEntry(OPEN, actContent(record)).entryJson);
}

function clauses(count: number, letters = 4): { id: string; number: string; sha256: string }[] {
  return Array.from({ length: count }, (_, place) => ({ id: `c-${String(place).padStart(letters, "0")}`, number: `${place}.`, sha256: "e".repeat(64) }));
}

test("an act names the screen, the set, and the manifest and texts of each version", () => {
  expect(actContent(actOf()).hashes).toEqual({
    screen: "1".repeat(64), set: "1".repeat(64), "ver_1/manifest": HASH.manifest, "ver_1/text/en": HASH.shown, "ver_1/text/zh-CN": HASH.binding,
  });
});

test("an act says its method, its language, whether the address was confirmed, the sign-in and the set", () => {
  const conspicuousJson = JSON.stringify(clauses(1));
  const { body } = actContent(actOf({}, { lines: [lineOf({ conspicuousJson, followsActId: "dec_1", replacesActId: "acc_0" })] }));
  expect(body).toEqual({
    method: "click", language: "zh-CN", address: "confirmed", delegation: null,
    presentation: { id: "prs_1", at: "2026-03-01T00:00:00.000Z" },
    signIn: { id: "sig_1", method: "password", at: "2026-03-01T00:00:00.000Z" },
    set: [{
      agreement: "agr_1", version: "ver_1", language: "en", shown: HASH.shown, binding: HASH.binding, precedence: 1, purpose: null,
      follows: "dec_1", replaces: "acc_0", conspicuous: clauses(1),
    }],
  });
});

test.each<[ActRow["kind"], ActRow["method"], string]>([
  ["acceptance", "click", "acceptance.click"],
  ["acceptance", "api", "acceptance.api"],
  ["acceptance", "deemed", "acceptance.deemed"],
  ["acceptance", "imported", "acceptance.imported"],
  ["decline", "click", "decline.made"],
  ["objection", "click", "objection.made"],
  ["consent", "click", "consent.given"],
  ["refusal", "click", "consent.refused"],
  ["withdrawal", "click", "consent.withdrawn"],
])("%s by %s is %s", (kind, method, entryKind) => {
  expect(actContent(actOf({ kind, method })).kind).toBe(entryKind);
});

test("an act without a screen and a sign-in says so, and what it rests on instead", () => {
  const record = actOf({ method: "deemed", presentationId: null, signInId: null }, { presentation: null, signIn: null, commitments: {}, basis: { notice: "ntc_1" } });
  const content = actContent(record);
  expect(content.body).toMatchObject({ presentation: null, signIn: null, basis: { notice: "ntc_1" } });
  expect(Object.keys(content.hashes ?? {})).not.toContain("screen");
  expect(content).not.toHaveProperty("commitments");
});

test("no id of a person is in the entry of an act", () => {
  const { entryJson } = newEntry(OPEN, actContent(actOf({ partyId: "pty_secret", actorId: "usr_secret" })));
  expect(entryJson).not.toContain("secret");
});

test("conspicuous clauses are listed one by one, and by number and hash where they are very many", () => {
  const listed = (count: number) => {
    const { body } = actContent(actOf({}, { lines: [lineOf({ conspicuousJson: JSON.stringify(clauses(count)) })] }));
    return body;
  };
  expect(listed(200)).toMatchObject({ set: [{ conspicuous: clauses(200) }] });
  expect(listed(2000)).toMatchObject({ set: [{ conspicuous: { count: 2000, sha256: sha256Of(canonicalJson(clauses(2000))) } }] });
});

test.each([
  ["one text with 5,000 conspicuous clauses", 1, 5000],
  ["twenty texts with 100 each", 20, 100],
  ["forty texts with 300 each", 40, 300],
  ["two hundred texts", 200, 10],
])("%s fit into an entry", (_name, lines, count) => {
  const conspicuousJson = JSON.stringify(clauses(count));
  const many = Array.from({ length: lines }, (_, place) =>
    lineOf({ versionId: `ver_${String(place).padStart(26, "0")}`, agreementId: `agr_${String(place).padStart(26, "0")}`, conspicuousJson, position: place }));
  expect(bytesOf(actOf({}, { lines: many }))).toBeLessThan(MOST_ENTRY_BYTES);
});
