import fc from "fast-check";
import { expect, test } from "vitest";
import { LEDGER_CRYPTO } from "#app/domain/evidence/ledger/crypto.server";
import { utf8Of } from "#app/ledger/bytes";
import { EVIDENCE_FORMAT, MOST_EVIDENCE_BYTES, readEvidenceFile, readKeyLines, UnreadableEvidence, writeEvidenceFile, type HeldEvidence } from "#app/ledger/evidence-file";
import { judgeEvidence } from "#app/ledger/judgement";
import { erasedEvidence, evidenceFile, fullEvidence, KEY, KEY_LINE } from "#test/support/evidence";
import { flipBit } from "#test/support/ledger";

type Read = HeldEvidence | { fault: string; about: string };

/** What reading gives, or its reason; anything else that is thrown fails the test. */
function read(bytes: Uint8Array): Read {
  try {
    return readEvidenceFile(LEDGER_CRYPTO, bytes);
  } catch (error) {
    if (!(error instanceof UnreadableEvidence)) throw error;
    return { fault: error.fault, about: error.about };
  }
}

/** Reads the full evidence file with members replaced; undefined takes one away. */
async function readWith(members: Record<string, unknown>): Promise<Read> {
  const document: object = JSON.parse(new TextDecoder().decode(await evidenceFile()));
  return read(utf8Of(JSON.stringify({ ...document, ...members })));
}

test("an evidence file gives back what was written, byte for byte, whether text or not", async () => {
  expect(read(await evidenceFile())).toEqual(await fullEvidence());
});

test("erasure and time tokens come back too", async () => {
  const held = { ...(await erasedEvidence()), timeTokens: [{ checkpoint: "a\n\n", token: new Uint8Array([1, 255]) }, { checkpoint: null, token: new Uint8Array() }] };
  expect(read(await evidenceFile(held))).toEqual(held);
});

test("the least evidence is an entry and a proof; lists may be left out", () => {
  const least = read(utf8Of(JSON.stringify({ format: EVIDENCE_FORMAT, entry: "e", proof: "p" })));
  expect(least).toEqual({ evidence: { entry: utf8Of("e"), proof: "p", files: [], openings: [], held: [] }, keys: [], timeTokens: [] });
});

test("an entry that is no text is a bug of whoever writes the file", async () => {
  const { evidence, ...others } = await fullEvidence();
  expect(() => writeEvidenceFile({ ...others, evidence: { ...evidence, entry: new Uint8Array([255]) } })).toThrow();
});

test("each malformation has its reason", async () => {
  const other = (text: string) => read(utf8Of(text));
  expect(other("")).toEqual({ fault: "nothingGiven", about: "" });
  expect(read(new Uint8Array(MOST_EVIDENCE_BYTES + 1))).toEqual({ fault: "tooLarge", about: "" });
  expect(read(new Uint8Array([0x7b, 0xff]))).toEqual({ fault: "notText", about: "" });
  expect(other("{")).toEqual({ fault: "notJson", about: "" });
  for (const text of ["[]", "null", "3", "{}", '{"format":1}']) expect(other(text), text).toEqual({ fault: "notEvidence", about: "" });
  expect(await readWith({ format: "concordat/evidence/2" })).toEqual({ fault: "formatUnknown", about: "concordat/evidence/2" });
});

test.each([
  [{ entry: undefined }, "memberMissing", "entry"],
  [{ proof: undefined }, "memberMissing", "proof"],
  [{ entry: {} }, "memberMalformed", "entry"],
  [{ entry: "\ud800" }, "memberMalformed", "entry"],
  [{ note: "signed by a judge" }, "memberUnknown", "note"],
  [{ ["__proto__x"]: 1 }, "memberUnknown", "__proto__x"],
  [{ keys: "one" }, "memberMalformed", "keys"],
  [{ keys: [KEY_LINE.slice(0, -3)] }, "keyMalformed", KEY_LINE.slice(0, -3)],
  [{ keys: [7] }, "keyMalformed", "7"],
  [{ keys: Array(51).fill(KEY_LINE) }, "tooMany", "keys"],
  [{ files: {} }, "memberMalformed", "files"],
  [{ files: [null] }, "memberMalformed", "files[0]"],
  [{ files: [{ name: "a" }] }, "memberMalformed", "files[0]"],
  [{ files: [{ name: "a", text: "", base64: "" }] }, "memberMalformed", "files[0]"],
  [{ files: [{ name: "a", text: "" }, { name: "b", base64: "?" }] }, "memberMalformed", "files[1].base64"],
  [{ files: [{ text: "" }] }, "memberMissing", "files[0].name"],
  [{ files: [{ name: "a", text: "", verified: true }] }, "memberUnknown", "files[0].verified"],
  [{ files: Array(201).fill({ name: "a", text: "" }) }, "tooMany", "files"],
  [{ openings: [{ tag: "a", opening: "0", value: 1 }] }, "memberMalformed", "openings[0].opening"],
  [{ openings: [{ tag: "a", opening: "00" }] }, "memberMissing", "openings[0].value"],
  [{ openings: [{ opening: "00", value: 1 }] }, "memberMissing", "openings[0].tag"],
  [{ held: [{ checkpoint: "c", proof: ["!"] }] }, "memberMalformed", "held[0].proof"],
  [{ held: [{ checkpoint: "c", proof: 1 }] }, "memberMalformed", "held[0].proof"],
  [{ held: [{ proof: [] }] }, "memberMissing", "held[0].checkpoint"],
  [{ erasure: [] }, "memberMalformed", "erasure"],
  [{ erasure: { entry: "e" } }, "memberMissing", "erasure.proof"],
  [{ erasure: { entry: "e", proof: "p", at: 1 } }, "memberUnknown", "erasure.at"],
  [{ timeTokens: [{ token: "not base64" }] }, "memberMalformed", "timeTokens[0].token"],
] as const)("%j is refused: %s %s", async (members, fault, about) => {
  expect(await readWith(members)).toEqual({ fault, about });
});

test("cut at any byte it is refused, and with any one bit turned it is refused, fails, or says the same by no other entry", async () => {
  const bytes = await evidenceFile();
  for (let length = 0; length < bytes.length - 1; length += 3) expect(read(bytes.subarray(0, length)), String(length)).toHaveProperty("fault");
  const whole = await fullEvidence();
  for (let bit = 0; bit < bytes.length * 8; bit += 13) {
    const given = read(flipBit(bytes, bit));
    if ("fault" in given) continue;
    const { verdict } = judgeEvidence(LEDGER_CRYPTO, given, [KEY]);
    if (verdict === "holds") expect(given.evidence.entry, String(bit)).toEqual(whole.evidence.entry);
  }
});

test("whatever it is given, it reads or says why not", () => {
  const members = fc.record({
    format: fc.constant(EVIDENCE_FORMAT), entry: fc.oneof(fc.string({ unit: "binary" }), fc.jsonValue()), proof: fc.string(), keys: fc.jsonValue(),
    files: fc.jsonValue(), openings: fc.jsonValue(), held: fc.array(fc.jsonValue()), erasure: fc.jsonValue(), timeTokens: fc.array(fc.jsonValue()),
  }, { requiredKeys: ["format"] });
  fc.assert(fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), members.map((value) => utf8Of(JSON.stringify(value)))), (bytes) => {
    expect(Object.keys(read(bytes)).length).toBeGreaterThan(0);
  }));
});

test("as deep as it can be sent it is still answered", () => {
  const deep = `{"format":"${EVIDENCE_FORMAT}","entry":"e","proof":"p","openings":[{"tag":"a","opening":"00","value":${"[".repeat(100_000)}${"]".repeat(100_000)}}]}`;
  const given = read(utf8Of(deep));
  expect(given).not.toHaveProperty("fault");
});

test("keys are read line by line, blank lines and foreign line ends left out", () => {
  expect(readKeyLines(LEDGER_CRYPTO, `\n ${KEY_LINE} \r\n\r\n`)).toEqual([KEY]);
  expect(readKeyLines(LEDGER_CRYPTO, "")).toEqual([]);
  expect(() => readKeyLines(LEDGER_CRYPTO, `${KEY_LINE}\nnonsense`)).toThrow(expect.objectContaining({ fault: "keyMalformed", about: "nonsense" }));
});
