import { expect, test } from "vitest";
import { passwordFault } from "#app/domain/access/password";
import { hashPassword, isPassword } from "#app/domain/access/password-hash.server";

const ADDRESS = "Li.Ming.Wang@example.com";

test.each([
  ["", "password-missing"],
  ["short-one", "password-short"],
  ["九个汉字不够长呀嘛", "password-short"],
  ["x1".repeat(101), "password-long"],
  ["Password123", "password-common"],
  ["1234567890", "password-common"],
  ["abababababab", "password-common"],
  ["ｐａｓｓｗｏｒｄ１２３", "password-common"],
  ["li.ming.wang@EXAMPLE.com", "password-is-address"],
  ["li.ming.wang", "password-is-address"],
])("the password %j is refused", (password, fault) => {
  expect(passwordFault(password, ADDRESS)).toBe(fault);
});

test.each(["ten chars.", "十个汉字就已经足够长了", "x1y".repeat(66), "   spaces count   "])("the password %j may be used", (password) => {
  expect(passwordFault(password, ADDRESS)).toBeNull();
});

test("a password is kept as an argon2id hash of 19 MiB and two passes", async () => {
  const passwordHash = await hashPassword("correct horse battery");
  expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await isPassword("correct horse battery", passwordHash)).toBe(true);
  expect(await isPassword("correct horse batterY", passwordHash)).toBe(false);
});

test("the same characters typed on another device are the same password", async () => {
  expect(await isPassword("cafe\u0301 society", await hashPassword("café society"))).toBe(true);
});

test("without an account no password is right", async () => {
  expect(await isPassword("correct horse battery", null)).toBe(false);
});
