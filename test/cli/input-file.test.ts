import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readInputFile } from "#app/cli/input-file";
import { refusalOf } from "#test/support/refusal";
import { temporaryFolder } from "#test/support/store";

test("a file is found from the folder where the person stands, or by its full path", async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, "below"));
  await writeFile(join(folder, "terms.md"), "条款");
  expect(Buffer.from(await readInputFile("../terms.md", join(folder, "below"))).toString()).toBe("条款");
  expect(Buffer.from(await readInputFile(join(folder, "terms.md"), "/")).toString()).toBe("条款");
});

test.each([
  ["missing.md", { code: "file-unreadable", details: { file: "missing.md", fault: "there is no such file" } }],
  [".", { code: "file-unreadable", details: { file: ".", fault: "this is a folder, not a file" } }],
  ["big.md", { code: "text-too-large", details: { file: "big.md", megabytes: 4 } }],
  ["/dev/zero", { code: "text-too-large", details: { file: "/dev/zero" } }],
])("%s is refused as it was named", async (name, refusal) => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "big.md"), Buffer.alloc(50 * 1024 * 1024));
  expect(await refusalOf(() => readInputFile(name, folder))).toMatchObject(refusal);
});
