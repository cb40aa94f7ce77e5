import { expect, test } from "vitest";
import { LEDGER_CRYPTO } from "#app/domain/evidence/ledger/crypto.server";
import { ENTRY_KINDS } from "#app/ledger/entry";
import type { Evidence } from "#app/ledger/verify";
import { judgeEvidence } from "#app/ledger/judgement";
import type { NoteKey } from "#app/ledger/note";
import { LANGUAGES } from "#app/messages/catalogue";
import { entryKindName } from "#app/messages/entry-kinds";
import { reportOf, type Report } from "#app/messages/verify-report";
import { visible, visibleLine } from "#app/messages/visible";
import { ADDRESS, AGENT, erasedEvidence, fullEvidence, KEY, TEXT } from "#test/support/evidence";
import { testSigner } from "#test/support/ledger";

async function report(change: Partial<Evidence> = {}, keys: readonly NoteKey[] = [KEY]): Promise<Report> {
  const held = await fullEvidence();
  return reportOf(LEDGER_CRYPTO, judgeEvidence(LEDGER_CRYPTO, { ...held, evidence: { ...held.evidence, ...change } }, keys), "en");
}

function told({ levels }: Report): [string, string][] {
  return levels.map(({ state, sentence }) => [state, sentence]);
}

test("evidence that holds is told level by level", async () => {
  expect(told(await report())).toEqual([
    ["yes", "It is entry 11 of a ledger that then had 20 entries."],
    ["yes", "The 2 other checkpoints belong to the same history."],
    ["yes", "The 2 files fit."],
    ["yes", "The 2 values fit."],
  ]);
});

test("what was not given is told apart from what does not fit", async () => {
  expect(told(await report({ held: [], files: [TEXT], openings: [AGENT] })).slice(1)).toEqual([
    ["notGiven", "No other checkpoint was given, so there was nothing to compare."],
    ["notGiven", "What was given fits, but the file for “screen” is not there."],
    ["notGiven", "The value of “address” was not given, or not with what opens it. Values that were given fit."],
  ]);
  expect(told(await report({ files: [], openings: [] })).slice(2)).toEqual([
    ["notGiven", "No file was given; the entry names “screen”."],
    ["notGiven", "The entry is bound to personal values, but none was given. That is how evidence is shown without naming a person."],
  ]);
});

test("a checkpoint that does not fit is told by its place, counted from one", async () => {
  const { evidence } = await fullEvidence();
  const [, second] = evidence.held ?? [];
  const [, consistent] = told(await report({ held: [...(evidence.held ?? []).slice(0, 1), { checkpoint: "nonsense", proof: second?.proof ?? [] }] }));
  expect(consistent).toEqual(["no", "Another checkpoint is damaged. (checkpoint no. 2)"]);
});

test("by a foreign key nothing is logged, and the keys tried are told", async () => {
  const other = testSigner("other.example/terms").key;
  const { verdict, levels, facts, trust } = await report({}, [other]);
  expect(trust[1]).toContain("compares with the entry as it was given");
  expect([verdict, levels[0]?.state]).toEqual(["fails", "no"]);
  expect(facts.find(({ name }) => name === "Key tried")?.value).toContain("other.example/terms+");
  expect(facts.some(({ name }) => name === "Key")).toBe(false);
});

test("erasure is told as no fault", async () => {
  const judgement = judgeEvidence(LEDGER_CRYPTO, await erasedEvidence(), [KEY]);
  const { verdict, levels } = reportOf(LEDGER_CRYPTO, judgement, "zh-CN");
  expect([verdict, levels[3]?.state, levels[3]?.sentence]).toEqual(["holds", "erased", expect.stringContaining("2027-01-01")]);
});

test("values are shown where all fit, and none where one does not", async () => {
  const shows = ({ facts }: Report) => facts.some(({ value }) => value === "a@terms.example");
  expect(shows(await report())).toBe(true);
  expect(shows(await report({ openings: [ADDRESS, { ...AGENT, value: "other" }] }))).toBe(false);
});

test("time stamps that come along are told as not checked", async () => {
  const held = { ...(await fullEvidence()), timeTokens: [{ checkpoint: null, token: new Uint8Array(1) }] };
  const { notes } = reportOf(LEDGER_CRYPTO, judgeEvidence(LEDGER_CRYPTO, held, [KEY]), "en");
  expect(notes).toEqual([expect.stringContaining("This program does not check it")]);
});

test("every kind of entry has a name in every language", () => {
  const nameless = LANGUAGES.flatMap((language) => ENTRY_KINDS.filter((kind) => entryKindName(kind, language) === kind));
  expect(nameless).toEqual([]);
});

test("what would hide or reorder text is written as its code", () => {
  expect(visible("a\u202eb\u200b\u0007\u2028c\nd")).toBe("a\\u{202e}b\\u{200b}\\u{7}\\u{2028}c\nd");
  expect(visibleLine("a\nb")).toBe("a\\nb");
  expect(visibleLine("x".repeat(400))).toHaveLength(302);
});

test("files, values and instants are named as people name them, with the entry's own name beside", async () => {
  const { facts } = await report();
  const known = new Map(facts.map(({ name, value }) => [name, value]));
  expect([...known.keys()]).toEqual(expect.arrayContaining(["Screen shown (screen)", "E-mail address (address)", "Browser (agent)"]));
  expect(known.get("Happened at")).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d[\d:.]* UTC$/);
  expect([...known.values()].filter((value) => /T\d\d:.*Z/.test(value))).toEqual([]);
});
