import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { writeReceiptPdf, type Sheet } from "#app/domain/evidence/receipt/pdf.server";
import { temporaryFolder } from "#test/support/store";

/** A sheet whose heading stands after so many lines. */
function sheetWith(lines: number): Sheet {
  const text = Array.from({ length: lines }, (_, index) => ({ kind: "paragraph" as const, text: `Line ${index}` }));
  const parts = [...text, { kind: "heading" as const, text: "The heading" }, { kind: "paragraph" as const, text: "What it heads" }];
  return { language: "en", title: "Receipt", recordId: "acc_1", at: "2026-03-01T00:00:00.000Z", parts, lacking: "Lacking:" };
}

test("a heading never stands alone at the foot of a page", async (context) => {
  const folder = await temporaryFolder();
  for (const lines of [26, 27, 28, 29, 30, 31, 32, 33]) {
    const path = join(folder, `${lines}.pdf`);
    await writeFile(path, await writeReceiptPdf(sheetWith(lines)));
    const read = await promisify(execFile)("pdftotext", ["-layout", path, "-"]).catch((error: NodeJS.ErrnoException) => error);
    if (read instanceof Error) return context.skip("pdftotext is not installed");
    const page = read.stdout.split("\f").find((each) => each.includes("The heading"));
    expect(page, `after ${lines} lines`).toContain("What it heads");
  }
});
