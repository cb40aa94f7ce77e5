import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { runImportAcceptances } from "#app/cli/import-acceptances";
import { UsageError } from "#app/cli/usage";
import { loadContent } from "#app/domain/publication/files/content.server";
import { openPortal } from "#app/portal.server";
import { readSettings } from "#app/settings";
import { refusalOf } from "#test/support/refusal";
import { temporaryFolder } from "#test/support/store";

const ROWS = "email,version,happened_at\nli.ming@example.com,1,2026-01-01T08:00:00Z\n";

/** A data folder with the shipped content, named in the environment, and where the command writes to. */
async function openFolder() {
  const folder = await temporaryFolder();
  vi.stubEnv("DATA_DIR", join(folder, "data"));
  const settings = readSettings(process.env);
  const portal = await openPortal(settings);
  await loadContent(portal, { folder: settings.contentDir });
  await portal.close();
  const said: string[] = [];
  vi.spyOn(process.stdout, "write").mockImplementation((text, ...rest) => {
    said.push(String(text));
    rest.forEach((each) => typeof each === "function" && (each as () => void)());
    return true;
  });
  return { folder, said };
}

async function run(folder: string, rows: string, args: string[] = []): Promise<number> {
  await writeFile(join(folder, "rows.csv"), rows);
  return runImportAcceptances(["rows.csv", "--agreement", "general-terms", "--source", "old portal", ...args], folder);
}

test("the command checks, brings in, and says what became of it", async () => {
  const { folder, said } = await openFolder();
  expect(await run(folder, ROWS, ["--dry-run"])).toBe(0);
  expect(await run(folder, ROWS)).toBe(0);
  expect(await run(folder, ROWS)).toBe(0);
  expect(await run(folder, ROWS.replace("li.ming@example.com", "nobody"))).toBe(1);
  vi.restoreAllMocks();
  expect(said.join("")).toBe([
    "All 1 rows can be brought in. Nothing has been written yet.",
    "1 acceptances were brought in; 0 were here already and stay as they are.",
    "0 acceptances were brought in; 1 were here already and stay as they are.",
    "Line 2: “nobody” is not an e-mail address.",
    "Nothing was brought in: of 1 rows 1 cannot be taken as they are. Mend them in the file and send it again.", "",
  ].join("\n"));
});

test("an order that is not understood, or a file that is not there, is told", async () => {
  await expect(runImportAcceptances(["rows.csv"], ".")).rejects.toThrow(UsageError);
  await expect(runImportAcceptances(["rows.csv", "--agreement", "a", "--format", "xml"], ".")).rejects.toThrow(UsageError);
  expect((await refusalOf(() => runImportAcceptances(["no-such.csv", "--agreement", "a"], "."))).code).toBe("file-unreadable");
  expect((await refusalOf(() => runImportAcceptances([".", "--agreement", "a"], "."))).code).toBe("file-unreadable");
});
