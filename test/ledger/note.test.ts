import { generateKeyPairSync } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { LEDGER_CRYPTO, signerOf } from "#app/domain/evidence/ledger/crypto.server";
import { noteKey, openNote, parseVerifierKey, signNote, writeVerifierKey, type NoteKey } from "#app/ledger/note";
import { privateKeyOf, testSigner } from "#test/support/ledger";
import known from "#test/ledger/vectors/signed-note.json";

const PETER = readKey(known.keys.PeterNeumann);
const ENOCH = readKey(known.keys.EnochRoot);
const BOTH = `${known.text}\n${known.lines.PeterNeumann}${known.lines.EnochRoot}`;

function readKey(line: string): NoteKey {
  const key = parseVerifierKey(LEDGER_CRYPTO, line);
  if (!key) throw new Error(line);
  return key;
}

function open(note: string, keys: readonly NoteKey[]) {
  return openNote(LEDGER_CRYPTO, note, keys);
}

test("the published keys are read, and written again byte for byte", () => {
  expect([PETER.name, PETER.id]).toEqual(["PeterNeumann", "c74f20a3"]);
  expect(writeVerifierKey(PETER)).toBe(known.keys.PeterNeumann);
  expect(writeVerifierKey(ENOCH)).toBe(known.keys.EnochRoot);
});

test("the published note opens by each of its keys, and by both", () => {
  expect(open(BOTH, [PETER])).toEqual({ state: "signed", text: known.text, by: [PETER] });
  expect(open(BOTH, [ENOCH])).toEqual({ state: "signed", text: known.text, by: [ENOCH] });
  expect(open(BOTH, [ENOCH, PETER])).toEqual({ state: "signed", text: known.text, by: [PETER, ENOCH] });
});

test("the published private key signs the published note", () => {
  const signer = signerOf("PeterNeumann", privateKeyOf(known.seeds.PeterNeumann));
  expect(writeVerifierKey(signer.key)).toBe(known.keys.PeterNeumann);
  expect(signNote(known.text, [signer])).toBe(`${known.text}\n${known.lines.PeterNeumann}`);
});

test("no part of a published key is a key, nor is it with one character changed", () => {
  const line = known.keys.PeterNeumann;
  for (let from = 0; from < line.length; from++) {
    for (let to = from + 1; to <= line.length; to++) {
      if (from > 0 || to < line.length) expect(parseVerifierKey(LEDGER_CRYPTO, line.slice(from, to))).toBeNull();
    }
    const changed = String.fromCharCode(line.charCodeAt(from) + 1);
    expect(parseVerifierKey(LEDGER_CRYPTO, line.slice(0, from) + changed + line.slice(from + 1))).toBeNull();
  }
});

test("a key for another algorithm is not taken for one of ours", () => {
  const cosigner = "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2";
  expect(parseVerifierKey(LEDGER_CRYPTO, cosigner)).toBeNull();
});

test.each(["", "a b", "a+b", "a\u00a0b", "a\u0085b", "a\u3000b", "a\nb", "\ud800"])("no key is called %j", (name) => {
  expect(() => noteKey(LEDGER_CRYPTO, name, new Uint8Array(32))).toThrow("no key may be called");
});

test("a key of another length is refused", () => {
  expect(() => noteKey(LEDGER_CRYPTO, "a", new Uint8Array(31))).toThrow("32 bytes, not 31");
});

test("lines of unknown keys are ignored, also of one with the same name or the same id", () => {
  const sameName = testSigner("PeterNeumann");
  const sameId = { ...ENOCH, id: PETER.id };
  expect(open(BOTH, [testSigner("somebody").key])).toEqual({ state: "unknownKey" });
  expect(open(signNote(known.text, [sameName]), [PETER])).toEqual({ state: "unknownKey" });
  expect(open(BOTH, [sameId])).toEqual({ state: "unknownKey" });
  expect(open(`${known.text}\n${known.lines.PeterNeumann}— stranger AAAAAAAA\n`, [PETER]).state).toBe("signed");
});

test("one line of a known key that does not hold fails the note, whatever else holds", () => {
  const wrong = known.lines.EnochRoot.replace("eBzmZa0S", "eBzmZa0T");
  expect(open(`${known.text}\n${known.lines.PeterNeumann}${wrong}`, [PETER, ENOCH])).toEqual({ state: "forged", name: "EnochRoot" });
  expect(open(`${known.text}\n${known.lines.PeterNeumann}${wrong}`, [PETER]).state).toBe("signed");
  const again = known.lines.PeterNeumann.replace("ZJkuBS9U", "ZJkuBS9V");
  expect(open(`${known.text}\n${known.lines.PeterNeumann}${again}`, [PETER]).state).toBe("forged");
  expect(open(`${known.text}\n— PeterNeumann x08gowAA\n`, [PETER]).state).toBe("forged");
});

test("a line that stands twice counts once", () => {
  expect(open(`${known.text}\n${known.lines.PeterNeumann.repeat(2)}`, [PETER])).toEqual({ state: "signed", text: known.text, by: [PETER] });
});

test("the last empty line parts text and signatures", () => {
  const signer = testSigner();
  const text = "one\n\ntwo\n\n";
  expect(open(signNote(text, [signer]), [signer.key])).toEqual({ state: "signed", text, by: [signer.key] });
});

test.each([
  ["nothing", ""],
  ["no signature", known.text],
  ["no signature after the empty line", `${known.text}\n`],
  ["no newline at the end", BOTH.slice(0, -1)],
  ["Windows line ends", BOTH.replaceAll("\n", "\r\n")],
  ["a tab", BOTH.replace("If you", "If\tyou")],
  ["a zero", BOTH.replace("If you", "If\0you")],
  ["half a surrogate pair", BOTH.replace("If you", "If\ud800you")],
  ["a hyphen for the dash", BOTH.replaceAll("—", "-")],
  ["two spaces", BOTH.replace("— Peter", "—  Peter")],
  ["something after the signature", BOTH.replace("JnAM=", "JnAM= x")],
  ["a signature that is no base64", BOTH.replace("JnAM=", "JnAM")],
  ["a signature without a key's id", `${known.text}\n— PeterNeumann AAAA\n`],
  ["a name with a plus sign", BOTH.replace("— Peter", "— +Peter")],
  ["text after the signatures", `${BOTH}more\n`],
  ["too many signatures", `${known.text}\n${known.lines.PeterNeumann.repeat(101)}`],
  ["too long", `${"x".repeat(1_000_000)}\n\n${known.lines.PeterNeumann}`],
])("%s is no note", (_what, note) => {
  expect(open(note, [PETER, ENOCH])).toEqual({ state: "malformed" });
});

test("what cannot be a note is not signed", () => {
  for (const text of ["no newline", "a\tb\n", "\r\n", "\ud800\n"]) expect(() => signNote(text, [testSigner()])).toThrow("ends in a newline");
});

test("with any one character changed the note opens no more as it was", () => {
  const signer = testSigner();
  const note = signNote("ledger.example/terms\n7\nxyz\n", [signer]);
  const right = open(note, [signer.key]);
  for (let place = 0; place < note.length; place++) {
    const changed = note.slice(0, place) + String.fromCharCode(note.charCodeAt(place) ^ 1) + note.slice(place + 1);
    expect(open(changed, [signer.key]), String(place)).not.toEqual(right);
    expect(open(changed, [signer.key]).state).not.toBe("signed");
  }
});

test("whatever text is given, opening it throws nothing", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), fc.string(), (start, end) => {
    expect(open(`${start}\n\n— ${end}\n`, [PETER]).state).not.toBe("signed");
    expect(parseVerifierKey(LEDGER_CRYPTO, `${start}+${end}`)).toBeNull();
  }));
});

test("a key that no curve has verifies nothing and throws nothing", () => {
  for (const byte of [0, 1, 0xff]) {
    const key = { ...PETER, publicKey: new Uint8Array(32).fill(byte) };
    expect(open(BOTH, [key]).state).toBe("forged");
  }
});

test.each(["x25519", "ed448"] as const)("a key of the kind %s does not sign notes", (kind) => {
  const { privateKey } = kind === "x25519" ? generateKeyPairSync("x25519") : generateKeyPairSync("ed448");
  expect(() => signerOf("ledger.example", privateKey)).toThrow("signed by an Ed25519 key");
});
