import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCompare, writeComparison, type ComparisonFormat } from "#app/cli/compare";
import { UsageError } from "#app/cli/usage";
import { applyPatch } from "#app/domain/text/patch";
import { refusalOf } from "#test/support/refusal";
import { temporaryFolder } from "#test/support/store";

const OLD = "# Terms\n\n1. Fees\n\n1.1. You pay in advance.\n\n1.2. There are no refunds.\n\n2. Data\n\n2.1. Your data is yours.\n";
const NEW = "# Terms\n\n1. Fees\n\n1.1. You pay in advance.\n\n1.2. Gifts are not paid out.\n\n1.3. There are few refunds.\n\n2. Data\n\n2.1. Your data is yours.\n";

function written(format: ComparisonFormat, before = OLD, after = NEW): string {
  return writeComparison({ old: { name: "old.md", text: before }, fresh: { name: "new.md", text: after } }, format);
}

test("a terminal shows each change under its article, the words between marks, the rest by its numbers", () => {
  expect(written("text")).toBe(
    [
      "old.md → new.md",
      "",
      "  1 clause changed and 1 added; 4 clauses keep the same words.",
      "",
      "  Unchanged: 1 – 1.1 · 2 clauses",
      "",
      "1. Fees",
      "  1.2: added",
      "    {+Gifts are not paid out.+}",
      "",
      "  1.3: changed; renumbered 1.2 → 1.3",
      "    There are [-no-]{+few+} refunds.",
      "",
      "  Unchanged: 2 – 2.1 · 2 clauses",
      "",
    ].join("\n"),
  );
});

test("equal texts have no change to show", () => {
  expect(written("text", OLD, OLD)).toContain("No word changed: 5 clauses keep the same words.");
});

test("long runs of kept words are shortened in a terminal", () => {
  const long = `${"The service is provided as agreed. ".repeat(20)}Notice is 30 days.`;
  const text = written("text", `1. Scope\n\n1.1. ${long}\n`, `1. Scope\n\n1.1. ${long.replace("30", "60")}\n`);
  expect(text).toMatch(/ {4}….{30,40}\[-30-\]\{\+60\+\} days\./);
});

test("text cannot steer the terminal", () => {
  expect(written("text", OLD, NEW.replace("Gifts", "Gifts\u001B[2J\u202E"))).toContain("Gifts\\u{1b}[2J\\u{202e} are");
});

test("markdown marks words by elements that it renders everywhere, and takes none of the text for markup", () => {
  const after = NEW.replace("Gifts are", "Gifts \\*really\\* <b>are</b> [not](x)");
  const markdown = written("md", OLD, after);
  expect(markdown).toContain("There are <del>no</del><ins>few</ins> refunds.");
  expect(markdown).toContain("### 1.3: changed; renumbered 1.2 → 1.3");
  expect(markdown).toContain("\\*really\\* &lt;b&gt;are&lt;/b&gt;");
});

test("a document stands alone, runs nothing, and takes none of the text for markup", () => {
  const html = written("html", OLD, NEW.replace("Gifts", "<script>alert(1)</script>"));
  expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
  expect(html).toContain("default-src &#x27;none&#x27;");
  expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  expect(html).not.toMatch(/<script|<link|src=/);
  expect(html).toContain("<title>old.md → new.md</title>");
});

test.each([["一、应当付费", "zh"], ["第一条 これは規約です", "ja"], ["1. You pay", ""]])("the text %s is set as language %j", (text, language) => {
  expect(written("html", `${text}\n`, `${text}!\n`)).toContain(`<div class="change-words" lang="${language}">`);
});

test("programs get a patch that makes the new file out of the old one, BOM and line endings included", () => {
  const [before, after] = [`\uFEFF${OLD.replaceAll("\n", "\r\n")}`, `\uFEFF${NEW.replaceAll("\n", "\r\n")}`];
  const patch = JSON.parse(written("json", before, after));
  expect(Object.keys(patch.counts)).toEqual([
    "unchanged", "changed", "added", "removed", "split", "joined", "headingOnly", "layoutOnly", "moved", "renumbered",
  ]);
  expect(Buffer.from(applyPatch(Buffer.from(before), patch)).toString()).toBe(after);
});

test.each([
  [[]],
  [["old.md"]],
  [["old.md", "new.md", "third.md"]],
  [["old.md", "new.md", "--format", "pdf"]],
  [["old.md", "new.md", "--json"]],
])("%j is not understood", async (args) => {
  await expect(runCompare(args, await temporaryFolder())).rejects.toThrow(UsageError);
});

test.each([
  ["a file that is not there", null, "file-unreadable"],
  ["an empty file", Buffer.from(" \n"), "text-empty"],
  ["no text", Buffer.from([0x25, 0x50, 0x00, 0x01]), "text-binary"],
  ["broken UTF-8", Buffer.from([0x31, 0x2e, 0x20, 0xff, 0xfe]), "text-not-utf8"],
  ["a file too large", Buffer.alloc(5 * 1024 * 1024, "a"), "text-too-large"],
])("%s is refused with its name", async (_, bytes, code) => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "old.md"), OLD);
  if (bytes) await writeFile(join(folder, "new.md"), bytes);
  expect(await refusalOf(() => runCompare(["old.md", "new.md"], folder))).toMatchObject({ code, details: { file: "new.md" } });
});

test("a folder is no file", async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, "old.md"));
  expect(await refusalOf(() => runCompare(["old.md", "old.md"], folder))).toMatchObject({ code: "file-unreadable" });
});
