import fc from "fast-check";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { utf8Of } from "#app/ledger/bytes";
import { ENTRY_KINDS, erasureOf, MOST_ENTRY_BYTES, parseEntry, writeEntry, type Entry } from "#app/ledger/entry";
import { entryBytesOf, flipBit, testEntry } from "#test/support/ledger";

const FULL: Entry = testEntry({
  prev: 3,
  late: true,
  hashes: { "terms/zh-CN": "ab".repeat(32) },
  commitments: { address: "cd".repeat(32) },
  body: { lines: [{ position: 0, purpose: null }], note: "条款" },
});

test("an entry is written with its members sorted, and read again", () => {
  expect(writeEntry(testEntry())).toBe(
    '{"at":"2026-03-01T00:00:00.000Z","kind":"acceptance.click","ledger":"ledger.example/terms","record":"acc_1","recordedAt":"2026-03-01T00:00:00.001Z","v":1}',
  );
  expect(parseEntry(entryBytesOf(FULL))).toEqual({ entry: FULL });
});

test("the kinds are those of the glossary, in its order", () => {
  const glossary = readFileSync("docs/glossary.md", "utf8");
  const table = glossary.slice(glossary.indexOf("## Kinds of ledger entries"));
  const rows = table.split("\n").filter((line) => line.startsWith("| `"));
  const kinds = rows.flatMap((row) => Array.from(row.split("|")[1]?.matchAll(/`([^`]+)`/g) ?? [], ([, kind]) => kind));
  expect(kinds).toEqual([...ENTRY_KINDS]);
});

test.each<[string, Record<string, unknown>]>([
  ["another form", { v: 2 }],
  ["an unknown kind", { kind: "acceptance.silent" }],
  ["no ledger", { ledger: "" }],
  ["a ledger with a space", { ledger: "my ledger" }],
  ["no record", { record: "" }],
  ["an instant without milliseconds", { at: "2026-03-01T00:00:00Z" }],
  ["an instant in another zone", { at: "2026-03-01T00:00:00.000+08:00" }],
  ["a day that is none", { recordedAt: "2026-02-30T00:00:00.000Z" }],
  ["a negative index", { prev: -1 }],
  ["late: false", { late: false }],
  ["a hash in capitals", { hashes: { text: "AB".repeat(32) } }],
  ["a hash cut short", { commitments: { address: "ab" } }],
  ["hashes in a list", { hashes: ["ab".repeat(32)] }],
  ["a body that is text", { body: "x" }],
  ["an unknown member", { extra: 1 }],
  ["a member of every object", { toString: 1 }],
  ["no body where one is named", { body: undefined }],
])("%s is no entry", (_what, members) => {
  const entry = Object.assign(testEntry(), members);
  expect(() => writeEntry(entry)).toThrow();
  expect(parseEntry(utf8Of(JSON.stringify(entry)))).toHaveProperty("fault");
});

test.each(["v", "kind", "ledger", "record", "at", "recordedAt"])("an entry without %s is none", (name) => {
  const members = Object.entries(testEntry()).filter(([member]) => member !== name).sort(([a], [b]) => (a < b ? -1 : 1));
  expect(parseEntry(utf8Of(JSON.stringify(Object.fromEntries(members))))).toEqual({ fault: "notAnEntry" });
});

test("an entry has 64 KiB at most, counted in bytes", () => {
  const length = utf8Of(writeEntry(testEntry({ body: { text: "" } }))).length;
  const room = MOST_ENTRY_BYTES - length;
  const widest = entryBytesOf(testEntry({ body: { text: "x".repeat(room) } }));
  expect(widest).toHaveLength(MOST_ENTRY_BYTES);
  expect(parseEntry(widest)).toHaveProperty("entry");
  expect(() => writeEntry(testEntry({ body: { text: "x".repeat(room + 1) } }))).toThrow("at most 65536 bytes, not 65537");
  expect(() => writeEntry(testEntry({ body: { text: "款".repeat(Math.ceil(room / 3) + 1) } }))).toThrow("at most 65536 bytes");
  expect(parseEntry(new Uint8Array(MOST_ENTRY_BYTES + 1))).toEqual({ fault: "tooLarge" });
});

const TEXT = writeEntry(testEntry());

test.each([
  ["no text", Uint8Array.of(0xff), "notText"],
  ["nothing", new Uint8Array(), "notJson"],
  ["cut short", utf8Of(TEXT.slice(0, -1)), "notJson"],
  ["something after it", utf8Of(`${TEXT}\n`), "notCanonical"],
  ["a byte order mark", utf8Of(`\ufeff${TEXT}`), "notJson"],
  ["a space", utf8Of(TEXT.replace(":1}", ": 1}")), "notCanonical"],
  ["a member twice", utf8Of(TEXT.replace('"v":1', '"v":1,"v":1')), "notCanonical"],
  ["another order", utf8Of(`{"v":1,${TEXT.slice(1).replace(',"v":1', "")}`), "notCanonical"],
  ["a number written otherwise", utf8Of(TEXT.replace(":1}", ":1.0}")), "notCanonical"],
  ["an escape that is not needed", utf8Of(TEXT.replace("acc_1", "\\u0061cc_1")), "notCanonical"],
  ["half a surrogate pair", utf8Of(TEXT.replace("acc_1", "\\ud800")), "notCanonical"],
  ["a fraction", utf8Of(TEXT.replace(":1}", ":1.5}")), "notCanonical"],
  ["a list", utf8Of("[]"), "notAnEntry"],
  ["null", utf8Of("null"), "notAnEntry"],
  ["a great depth", utf8Of("[".repeat(30_000) + "]".repeat(30_000)), "notCanonical"],
] as const)("%s: read as no entry, with its reason", (_what, bytes, fault) => {
  expect(parseEntry(bytes)).toEqual({ fault });
});

test("with any one bit turned, bytes are another entry or none, never the same", () => {
  const bytes = entryBytesOf(FULL);
  for (let bit = 0; bit < bytes.length * 8; bit++) expect(parseEntry(flipBit(bytes, bit))).not.toEqual({ entry: FULL });
});

test("whatever bytes are given, reading them throws nothing", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
    expect(parseEntry(bytes)).toHaveProperty("fault");
  }));
  fc.assert(fc.property(fc.json(), (json) => {
    expect(parseEntry(utf8Of(json))).toHaveProperty("fault");
  }));
});

test("an erasure names the entries whose openings are gone, when and why", () => {
  const erased = testEntry({ kind: "party.erased", body: { entries: [4, 9], ground: "request" } });
  expect(erasureOf(erased)).toEqual({ at: erased.at, ground: "request", ledger: erased.ledger, entries: [4, 9] });
  const ofEarlier = { ...erased, body: { ...erased.body, of: "ledger.example/earlier" } };
  expect(erasureOf(ofEarlier)?.ledger).toBe("ledger.example/earlier");
  expect(erasureOf(testEntry({ body: { entries: [4], ground: "request" } }))).toBeNull();
  expect(erasureOf(testEntry({ kind: "party.erased" }))).toBeNull();
  expect(erasureOf(testEntry({ kind: "party.erased", body: { entries: "all", ground: "request" } }))).toBeNull();
});
