import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { runExportData } from "#app/cli/export-data";
import { UsageError } from "#app/cli/usage";
import { runVerify } from "#app/cli/verify";
import { orderExport } from "#app/domain/compliance/export/make.server";
import { approveExport } from "#app/domain/compliance/export/approval.server";
import { openPortal } from "#app/portal.server";
import { readSettings } from "#app/settings";
import { updateRows } from "#db/commit";
import { acceptTerms, publish } from "#test/support/acceptance";
import { addActor } from "#test/support/actors";
import { orderOf } from "#test/support/exported";
import { addPerson, PASSWORD } from "#test/support/people";
import { refusalOf } from "#test/support/refusal";
import { temporaryFolder } from "#test/support/store";

const WHO = ["--as", "li.ming@example.com"];

/** A data folder with one acceptance, whose reader is also its auditor, and what the command says. */
async function openFolder() {
  const folder = await temporaryFolder();
  vi.stubEnv("DATA_DIR", join(folder, "data"));
  vi.stubEnv("EXPORT_PASSWORD", PASSWORD);
  const portal = await openPortal(readSettings(process.env));
  await publish(portal);
  const person = await addPerson(portal);
  await acceptTerms(portal, person);
  await portal.writer.commit({ steps: [updateRows("accounts", { set: { rolesJson: '["auditor"]' }, where: { id: person.accountId } })] });
  await portal.close();
  const said: string[] = [];
  vi.spyOn(process.stdout, "write").mockImplementation((text, ...rest) => {
    said.push(String(text));
    rest.forEach((each) => typeof each === "function" && (each as () => void)());
    return true;
  });
  return { folder, said, person };
}

test("the command writes the file and its note, and overwrites nothing", async () => {
  const { folder, said } = await openFolder();
  const run = () => runExportData(["acceptances", ...WHO, "--reason", "yearly audit", "--format", "jsonl", "--to", "rows.jsonl", "--agreement", "general-terms"], folder);
  expect(await run()).toBe(0);
  expect(JSON.parse(await readFile(join(folder, "rows.jsonl"), "utf8"))).toMatchObject({ agreement: "general-terms", method: "click" });
  const note = JSON.parse(await readFile(join(folder, "rows.jsonl.note.json"), "utf8"));
  expect(note).toMatchObject({ dataSet: "acceptances", filter: { agreement: "general-terms" }, mask: "masked", reason: "yearly audit" });
  expect(said.join("")).toContain(`Export ${note.export}`);
  expect(await refusalOf(run)).toMatchObject({ code: "file-unreadable", details: { fault: expect.stringContaining("not overwritten") } });
});

test("names of more than one party wait for a second person; then the export is fetched by its id", async () => {
  const { folder, said, person } = await openFolder();
  const ask = ["acceptances", ...WHO, "--reason", "a court asks", "--unmasked", "--to", "rows.csv"];
  expect(await runExportData(ask, folder)).toBe(0);
  expect(said.join("")).toContain("A second person must approve this export");
  const portal = await openPortal(readSettings(process.env));
  const second = await addActor(portal, "second", ["auditor"]);
  const { id: requestId } = await orderExport(portal, { order: orderOf({ mask: "unmasked" }), actor: { ...person, roles: ["auditor"] } });
  const id = await approveExport(portal, { requestId, actor: second });
  await portal.close();
  expect(await runExportData(["--export", id, ...WHO, "--to", "rows.csv"], folder)).toBe(0);
  expect(await readFile(join(folder, "rows.csv"), "utf8")).toContain('"li.ming@example.com"');
});

test("a wrong password, and no reason, are refused", async () => {
  const { folder } = await openFolder();
  expect(await refusalOf(() => runExportData(["acceptances", ...WHO, "--to", "rows.csv"], folder))).toMatchObject({ code: "reason-missing" });
  vi.stubEnv("EXPORT_PASSWORD", "not the password");
  expect(await refusalOf(() => runExportData(["acceptances", ...WHO, "--to", "rows.csv"], folder))).toMatchObject({ code: "sign-in-wrong" });
});

test.each([
  [["everything", ...WHO, "--to", "x"], "acceptances"],
  [["acceptances", ...WHO], "--to FILE"],
  [["acceptances", "--to", "x"], "--as ADDRESS"],
  [["acceptances", ...WHO, "--to", "x", "--format", "xlsx"], "--format"],
  [["acceptances", ...WHO, "--to", "x", "--size", "many"], "--size"],
  [["acceptances", ...WHO, "--to", "x", "--export", "xpt_1"], "not both"],
])("%j is not understood", async (args, word) => {
  vi.stubEnv("EXPORT_PASSWORD", PASSWORD);
  const error = await runExportData(args, "/").catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UsageError);
  expect(String(error)).toContain(word);
});

test("an evidence bag is written by the command, of one party with what opens its commitments, and concordat verify says that it holds", async () => {
  const { folder, said, person } = await openFolder();
  const order = ["evidence", ...WHO, "--reason", "a court asks", "--party", person.partyId, "--unmasked", "--to", "bag.zip"];
  expect(await runExportData(order, folder)).toBe(0);
  expect(JSON.parse(await readFile(join(folder, "bag.zip.note.json"), "utf8"))).toMatchObject({ dataSet: "evidence", format: "bag", mask: "unmasked", filter: { party: person.partyId } });
  said.length = 0;
  expect(await runVerify(["bag.zip", "--lang", "en"], folder)).toBe(3);
  expect(said.join("")).toMatch(/The evidence bag agrees with itself[^]*Person: .*yes 1/);
  await expect(runExportData([...order.slice(0, -1), "other.csv", "--format", "csv"], folder)).rejects.toMatchObject({ code: "export-format-unfit" });
  await expect(runExportData(["acceptances", ...order.slice(1), "--format", "zip"], folder)).rejects.toThrow(UsageError);
});
