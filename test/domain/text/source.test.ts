import { expect, test } from "vitest";
import { sha256Of } from "#app/domain/digest";
import { decodeSource, MAX_SOURCE_BYTES, readSource } from "#app/domain/text/source";

function bytesOf(...parts: (string | number[])[]): Uint8Array {
  return Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.from(part))));
}

test("a text is stored without BOM and with LF, beside the hash of its file", () => {
  const bytes = bytesOf("\uFEFF第一条\r\n甲\r乙\n");
  expect(readSource(bytes)).toEqual({ ok: true, text: "第一条\n甲\n乙\n", originalSha256: sha256Of(bytes), sha256: sha256Of("第一条\n甲\n乙\n") });
});

test("a text can be had exactly as it is", () => {
  expect(decodeSource(bytesOf("\uFEFFa\r\nb"))).toEqual({ ok: true, text: "\uFEFFa\r\nb" });
});

test.each([
  ["a lone continuation byte", [0x80]],
  ["a cut sequence", [0xe4, 0xb8]],
  ["a form that is too long", [0xc0, 0xaf]],
  ["a surrogate", [0xed, 0xa0, 0x80]],
  ["what lies beyond Unicode", [0xf4, 0x90, 0x80, 0x80]],
  ["UTF-16", [0xff, 0xfe, 0x41]],
])("%s is no UTF-8, and the place is told", (_name, broken) => {
  expect(readSource(bytesOf("合同", broken, "后"))).toEqual({ ok: false, reason: "not-utf8", offset: 6 });
});

test("characters of every length are UTF-8", () => {
  expect(decodeSource(bytesOf("aß合𠮷\u{10FFFF}\uD7FF\uE000"))).toMatchObject({ ok: true });
});

test("control characters make a file binary; tab and form feed do not", () => {
  expect(readSource(bytesOf("ab", [0]))).toEqual({ ok: false, reason: "binary", offset: 2 });
  expect(readSource(bytesOf("abc", [0x1b], "[0m"))).toEqual({ ok: false, reason: "binary", offset: 3 });
  expect(readSource(bytesOf("a\tb\f"))).toMatchObject({ ok: true });
});

test("nothing, and white space alone, is empty", () => {
  expect(readSource(bytesOf(""))).toMatchObject({ ok: false, reason: "empty" });
  expect(readSource(bytesOf("\uFEFF \r\n\t"))).toMatchObject({ ok: false, reason: "empty" });
});

test("a file beyond the limit is not read", () => {
  expect(readSource(new Uint8Array(MAX_SOURCE_BYTES + 1))).toMatchObject({ ok: false, reason: "too-large" });
  expect(readSource(new Uint8Array(MAX_SOURCE_BYTES).fill(0x61))).toMatchObject({ ok: true });
});
