import fc from "fast-check";
import { expect, test } from "vitest";
import { base64Of, hexOf, isEqual, joinBytes, parseBase64, parseHex, parseUtf8, utf8Of } from "#app/ledger/bytes";

test("bytes come back from base64 and hexadecimal, as Node writes them", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
    expect(base64Of(bytes)).toBe(Buffer.from(bytes).toString("base64"));
    expect(hexOf(bytes)).toBe(Buffer.from(bytes).toString("hex"));
    expect(parseBase64(base64Of(bytes))).toEqual(bytes);
    expect(parseHex(hexOf(bytes))).toEqual(bytes);
  }));
});

test.each(["A", "AA", "AAA", "AA=", "AAA=A", "AB==", "AAB=", "A A=", " AAA", "AAA\n", "AA-_", "====", "AAAA=", "é==="])("%j is no base64", (text) => {
  expect(parseBase64(text)).toBeNull();
});

test.each(["0", "0g", "AB", " 00", "00 ", "0x00"])("%j is no hexadecimal", (text) => {
  expect(parseHex(text)).toBeNull();
});

test("only UTF-8 is text, and a byte order mark stays in it", () => {
  expect(parseUtf8(utf8Of("条款 😀"))).toBe("条款 😀");
  expect(parseUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x41))).toBe("\ufeffA");
  expect(parseUtf8(Uint8Array.of(0xed, 0xa0, 0x80))).toBeNull();
  expect(parseUtf8(Uint8Array.of(0xff))).toBeNull();
});

test("bytes are joined and compared by what they hold", () => {
  expect(joinBytes(Uint8Array.of(1), new Uint8Array(), Uint8Array.of(2, 3))).toEqual(Uint8Array.of(1, 2, 3));
  expect(isEqual(Uint8Array.of(1, 2), Buffer.from([1, 2]))).toBe(true);
  expect(isEqual(Uint8Array.of(1, 2), Uint8Array.of(1, 2, 0))).toBe(false);
  expect(isEqual(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false);
});
