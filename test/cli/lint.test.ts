import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { lintText, runLint } from "#app/cli/lint";
import { UsageError } from "#app/cli/usage";
import { lintOutline } from "#app/domain/text/lint";
import { readOutline } from "#app/domain/text/outline";
import { refusalOf } from "#test/support/refusal";
import { temporaryFolder } from "#test/support/store";

const SOUND = "1. Fees\n\n1.1. Paid in advance.\n";
const BROKEN = "1. Fees\n\n1.1. As in clause 3.4.\n";

async function fileOf(text: string | Uint8Array): Promise<{ folder: string; file: string }> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "terms.md"), text);
  return { folder, file: "terms.md" };
}

test("each finding is a line with file, line, severity, sentence and advice", () => {
  expect(lintText("terms.md", lintOutline(readOutline(BROKEN)))).toBe(
    "terms.md:3: error: “clause 3.4” points at a clause that this text does not have. Correct the number, or name the other text that is meant.\n",
  );
});

test("a sound text ends with 0, an error with 1, warnings alone with 0", async () => {
  for (const [text, code] of [[SOUND, 0], [BROKEN, 1], ["1. A\n\n1.1. x\n\n1.3. y\n", 0]] as const) {
    const { folder, file } = await fileOf(text);
    expect(await runLint([file], folder)).toBe(code);
  }
});

test("two files, none and an unknown option are not understood", async () => {
  for (const args of [["a.md", "b.md"], [], ["a.md", "--loud"]]) {
    await expect(runLint(args, "/")).rejects.toThrow(UsageError);
  }
});

test("a file that is no text is refused", async () => {
  const { folder, file } = await fileOf(new Uint8Array([0x31, 0x2e, 0xff, 0xfe]));
  expect(await refusalOf(() => runLint([file], folder))).toMatchObject({ code: "text-not-utf8" });
});
