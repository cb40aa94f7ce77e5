import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { MAX_TEXT_BYTES, readSource } from "#app/domain/publication/files/source";
import { refusalOf } from "#test/support/refusal";

test("a text is kept without BOM and with LF, and the hash of the file as given beside it", () => {
  const bytes = Buffer.from("\uFEFF# 条款\r\n1. 一\r2. 二\n");
  expect(readSource(bytes, "a.md")).toEqual({
    body: "# 条款\n1. 一\n2. 二\n",
    originalSha256: createHash("sha256").update(bytes).digest("hex"),
  });
});

test("only the first mark is a BOM; every other character survives", () => {
  const text = "a\uFEFF\u200b\u00a0\u3000𠮷\u2028é";
  expect(readSource(Buffer.from(`\uFEFF${text}`), "a.md").body).toBe(text);
});

test.each([
  ["bytes of another encoding", Buffer.from([0x23, 0x0a, 0x0a, 0xcc, 0xf5, 0xbf, 0xee]), { code: "text-not-utf8", details: { file: "a.md", line: 3 } }],
  ["a sequence that is cut short", Buffer.from("条").subarray(0, 2), { code: "text-not-utf8", details: { file: "a.md", line: 1 } }],
  ["an encoded surrogate", Buffer.from([0xed, 0xa0, 0x80]), { code: "text-not-utf8", details: { file: "a.md", line: 1 } }],
  ["an overlong form", Buffer.from([0x0a, 0xc0, 0xaf]), { code: "text-not-utf8", details: { file: "a.md", line: 2 } }],
  ["UTF-16", Buffer.from("ab\n", "utf16le"), { code: "text-binary", details: { file: "a.md", line: 1 } }],
  ["no bytes", Buffer.alloc(0), { code: "text-empty", details: { file: "a.md" } }],
  ["a BOM and white space alone", Buffer.from("\uFEFF \n\t"), { code: "text-empty", details: { file: "a.md" } }],
  ["more than may be", Buffer.alloc(MAX_TEXT_BYTES + 1, "a"), { code: "text-too-large", details: { file: "a.md", megabytes: 4 } }],
])("a file with %s is refused, and the refusal says where", async (_what, bytes, refusal) => {
  expect(await refusalOf(() => readSource(bytes, "a.md"))).toMatchObject(refusal);
});
