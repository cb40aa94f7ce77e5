import { expect, test } from "vitest";
import { isSameAddress, parseAddress } from "#app/domain/access/address";

test.each([
  [" li.ming@Example.COM ", "li.ming@example.com"],
  ["ｌｉ＠ｅｘａｍｐｌｅ．ｃｏｍ", "li@example.com"],
  ["李明@例子.中国", "李明@xn--fsqu00a.xn--fiqs8s"],
  ["o'brien+terms@mail.example.org", "o'brien+terms@mail.example.org"],
  ["root@localhost", "root@localhost"],
])("%s is taken as an address", (typed, kept) => {
  expect(parseAddress(typed)).toBe(kept);
});

test.each([
  "", "li", "@example.com", "li@", "li@example", "li@@example.com", "li ming@example.com", "a@b.com, c@d.com",
  "li@example.com\r\nBcc: all@example.com", "<li@example.com>", "li@127.0.0.1", "li@0x7f.1", "li@ex%61mple.com", "li@-a.com",
  "li\u0000@example.com", "li\u202e@example.com", `${"l".repeat(65)}@example.com`, `li@${"a".repeat(64)}.com`, `li@${"abcdefgh.".repeat(30)}com`,
])("%j is not an address", (typed) => {
  expect(parseAddress(typed)).toBeNull();
});

test("addresses are compared without case", () => {
  expect(isSameAddress("Li@example.com", "li@example.com")).toBe(true);
  expect(isSameAddress("li@example.com", "li@example.org")).toBe(false);
});
