import fc from "fast-check";
import { expect, test } from "vitest";
import { LEDGER_CRYPTO } from "#app/domain/evidence/ledger/crypto.server";
import { utf8Of } from "#app/ledger/bytes";
import { parseConsistency, writeConsistency } from "#app/ledger/consistency";
import { MOST_EVIDENCE_BYTES, UnreadableEvidence } from "#app/ledger/evidence-file";
import { MOST_HANDED_FILES, readHandedIn, type HandedFile } from "#app/ledger/handed-in";
import { judgeEvidence } from "#app/ledger/judgement";
import { ADDRESS, AGENT, ENTRY, ERASURE, evidenceFile, fullEvidence, KEY, KEY_LINE, openEvidenceLedger, SCREEN, TEXT } from "#test/support/evidence";
import { entryBytesOf, openTestLedger, numberedLeaves, testSigner } from "#test/support/ledger";

function file(name: string, content: string | Uint8Array): HandedFile {
  return { name, bytes: typeof content === "string" ? utf8Of(content) : content };
}

function openingsJson(): string {
  return JSON.stringify([ADDRESS, AGENT].map(({ tag, opening, value }) => ({ tag, opening: Buffer.from(opening).toString("hex"), value })));
}

async function looseFiles(): Promise<HandedFile[]> {
  const { proofOf } = openEvidenceLedger();
  return [file("entry.json", entryBytesOf(ENTRY)), file("acc_01.tlog-proof", await proofOf(20)), TEXT, SCREEN, file("openings.json", openingsJson())];
}

function levelsOf(files: readonly HandedFile[]): string[] {
  const { logged, consistent, text, person } = judgeEvidence(LEDGER_CRYPTO, readHandedIn(LEDGER_CRYPTO, files), [KEY]).verification;
  return [logged, consistent, text, person].map(({ state }) => state);
}

function faultOf(files: readonly HandedFile[]): [string, string] {
  try {
    readHandedIn(LEDGER_CRYPTO, files);
  } catch (error) {
    if (error instanceof UnreadableEvidence) return [error.fault, error.about];
    throw error;
  }
  throw new Error("the files could be read");
}

test("an evidence file under any name says all that it holds", async () => {
  expect(levelsOf([file("download (1)", await evidenceFile())])).toEqual(["yes", "yes", "yes", "yes"]);
});

test("an evidence file is known by its content wherever its format stands, and with a byte order mark before it", async () => {
  const { format, ...members }: Record<string, unknown> = JSON.parse(new TextDecoder().decode(await evidenceFile()));
  const turned = `\ufeff${JSON.stringify({ ...members, format })}`;
  expect(levelsOf([file("a.txt", turned), TEXT])).toEqual(["yes", "yes", "yes", "yes"]);
  expect(faultOf([file("a.txt", JSON.stringify({ format: "concordat/evidence/2" })), TEXT])).toEqual(["formatUnknown", "concordat/evidence/2"]);
});

test("the parts as files of their own say the same, in any order and under other names", async () => {
  const files = await looseFiles();
  expect(levelsOf(files)).toEqual(["yes", "notGiven", "yes", "yes"]);
  const renamed = files.reverse().map(({ name, bytes }, place) => ({ name: /openings|proof/.test(name) ? name : `file ${place}`, bytes }));
  expect(levelsOf(renamed)).toEqual(["yes", "notGiven", "yes", "yes"]);
});

test("texts beside an evidence file count as its own", async () => {
  const held = await fullEvidence();
  const without = await evidenceFile({ ...held, evidence: { ...held.evidence, files: [] } });
  expect(levelsOf([file("a.json", without)])).toEqual(["yes", "yes", "notGiven", "yes"]);
  expect(levelsOf([file("a.json", without), TEXT, SCREEN])).toEqual(["yes", "yes", "yes", "yes"]);
  expect(levelsOf([file("a.json", without), TEXT, file("screen.html", "another")])).toEqual(["yes", "yes", "no", "yes"]);
});

test("keys in files are those that came with the evidence, not those that are trusted", async () => {
  const held = readHandedIn(LEDGER_CRYPTO, [...(await looseFiles()), file("ledger.vkey", `${KEY_LINE}\n`)]);
  expect(judgeEvidence(LEDGER_CRYPTO, held, [])).toMatchObject({ trust: "inside", verdict: "selfConsistent", keys: [KEY] });
  expect(judgeEvidence(LEDGER_CRYPTO, held, [KEY])).toMatchObject({ trust: "given", verdict: "holds", keys: [KEY] });
  expect(judgeEvidence(LEDGER_CRYPTO, held, [testSigner("other.example/terms").key])).toMatchObject({ trust: "given", verdict: "fails" });
});

test("without any key nothing is judged", async () => {
  const held = readHandedIn(LEDGER_CRYPTO, await looseFiles());
  expect(() => judgeEvidence(LEDGER_CRYPTO, held, [])).toThrow(expect.objectContaining({ fault: "keyMissing" }));
});

async function consistencyBetween(oldSize: number, newSize: number): Promise<string> {
  const { checkpointAt, pathBetween } = openEvidenceLedger();
  return writeConsistency({ oldSize, hashes: await pathBetween(oldSize, newSize), checkpoint: checkpointAt(newSize) });
}

test("a consistency proof is the body by which a witness is asked, and is read back", async () => {
  const text = await consistencyBetween(12, 20);
  expect(text.split("\n")[0]).toBe("old 12");
  expect(parseConsistency(text)).toMatchObject({ oldSize: 12, checkpoint: openEvidenceLedger().checkpointAt(20) });
  for (const wrong of ["", "old 12", "old 12\n", "old 012\n\nx", "new 12\n\nx", "old 12\nAAAA\n\nx", `old 1\n${"A".repeat(43)}=\n\n`.repeat(2).replace("\n\n", "\n")]) {
    expect(parseConsistency(wrong), wrong).toBeNull();
  }
});

test("a checkpoint kept from before and the proof up to this one make the second level", async () => {
  const { checkpointAt } = openEvidenceLedger();
  const files = await looseFiles();
  const kept = file("kept.checkpoint", checkpointAt(12));
  expect(levelsOf([...files, kept, file("12-20.consistency", await consistencyBetween(12, 20))])[1]).toBe("yes");
  expect(levelsOf([...files, file("20-29.consistency", await consistencyBetween(20, 29))])[1]).toBe("yes");
  expect(levelsOf([...files, file("latest.checkpoint", checkpointAt(29)), file("20-29.consistency", await consistencyBetween(20, 29))])[1]).toBe("yes");
  expect(levelsOf([...files, file("same.checkpoint", checkpointAt(20))])[1]).toBe("yes");
  const rewritten = openTestLedger(numberedLeaves(30)).checkpointAt(12);
  expect(levelsOf([...files, file("kept.checkpoint", rewritten), file("12-20.consistency", await consistencyBetween(12, 20))])[1]).toBe("no");
  expect(faultOf([...files, kept])).toEqual(["consistencyMissing", "kept.checkpoint (12 → 20)"]);
  expect(faultOf([...files, file("x.consistency", await consistencyBetween(12, 29))])).toEqual(["consistencyForeign", "x.consistency"]);
  expect(faultOf([...files, file("x.consistency", "old")])).toEqual(["consistencyMalformed", "x.consistency"]);
});

test("the record of an erasure takes the place of openings", async () => {
  const files = (await looseFiles()).slice(0, 4);
  const erasure = [file("erasure.json", entryBytesOf(ERASURE)), file("erasure.tlog-proof", await openEvidenceLedger().proofOfErasure())];
  expect(levelsOf([...files, ...erasure])).toEqual(["yes", "notGiven", "yes", "erased"]);
  expect(faultOf([...files, ...erasure.slice(1)])).toEqual(["erasureIncomplete", "erasure.tlog-proof"]);
});

test("what cannot be read says why", async () => {
  const [entry, proof] = await looseFiles();
  if (!entry || !proof) throw new Error("there are no loose files");
  const whole = file("a.json", await evidenceFile());
  expect(faultOf([])).toEqual(["nothingGiven", ""]);
  expect(faultOf([entry])).toEqual(["proofMissing", ""]);
  expect(faultOf([proof])).toEqual(["entryMissing", ""]);
  expect(faultOf([entry, proof, { ...entry, name: "b.entry.json" }])).toEqual(["twice", "b.entry.json"]);
  expect(faultOf([whole, { ...whole, name: "b.json" }])).toEqual(["twice", "b.json"]);
  expect(faultOf([whole, proof])).toEqual(["twice", "acc_01.tlog-proof"]);
  expect(faultOf([TEXT])).toEqual(["notJson", ""]);
  expect(faultOf([entry, proof, file("openings.json", "{}")])).toEqual(["openingsMalformed", "openings.json"]);
  expect(faultOf([entry, proof, file("ledger.vkey", "x")])).toEqual(["keyMalformed", "x"]);
  expect(faultOf([entry, file("a.tlog-proof", new Uint8Array([255]))])).toEqual(["notText", "a.tlog-proof"]);
  expect(faultOf(Array(MOST_HANDED_FILES + 1).fill(TEXT))).toEqual(["tooMany", "files"]);
  expect(faultOf([entry, proof, file("a", new Uint8Array(MOST_EVIDENCE_BYTES))])).toEqual(["tooLarge", ""]);
});

test("whatever files it is given, it reads them or says why not", async () => {
  const loose = await looseFiles();
  const names = fc.oneof(fc.string(), fc.constantFrom("entry.json", "a.tlog-proof", "erasure.tlog-proof", "k.vkey", "openings.json", "c.checkpoint", "p.consistency", "t.tsr"));
  const contents = fc.oneof(fc.uint8Array({ maxLength: 60 }), fc.constantFrom(...loose.map(({ bytes }) => bytes)), fc.jsonValue().map((value) => utf8Of(JSON.stringify(value))));
  fc.assert(fc.property(fc.array(fc.record({ name: names, bytes: contents }), { maxLength: 6 }), (files) => {
    try {
      judgeEvidence(LEDGER_CRYPTO, readHandedIn(LEDGER_CRYPTO, files), [KEY]);
    } catch (error) {
      expect(error).toBeInstanceOf(UnreadableEvidence);
    }
  }));
});
