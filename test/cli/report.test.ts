import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { readReportOrder } from "#app/cli/report-order";
import { runReport } from "#app/cli/report";
import { UsageError } from "#app/cli/usage";
import { openPortal } from "#app/portal.server";
import { readSettings } from "#app/settings";
import { BEGIN, END } from "#test/fixture/agreements";
import { fillPortal, type Truth } from "#test/fixture/generate";
import { isoOf } from "#test/fixture/publish";
import { refusalOf } from "#test/support/refusal";
import { temporaryFolder } from "#test/support/store";

/** A data folder with a generated past, named in the environment, and what the command writes. */
async function openPast(): Promise<{ truth: Truth; said: () => string }> {
  const folder = await temporaryFolder();
  vi.stubEnv("DATA_DIR", join(folder, "data"));
  vi.stubEnv("LANG", "C");
  let now = isoOf(BEGIN);
  const portal = await openPortal(readSettings(process.env), { kind: "demo", now: () => now });
  const truth = await fillPortal({ ...portal, clock: { set: (instant) => void (now = instant) } }, { parties: 20, acceptances: 80, seed: 3, keyedEvery: 4 });
  await portal.close();
  const written: string[] = [];
  vi.spyOn(process.stdout, "write").mockImplementation((text, ...rest) => {
    written.push(String(text));
    rest.forEach((each) => typeof each === "function" && (each as () => void)());
    return true;
  });
  return { truth, said: () => written.splice(0).join("") };
}

test("the command tells what bound a party, who answered, who did not, and the totals, in three forms", async () => {
  const { truth, said } = await openPast();
  const party = truth.parties.find(({ answers }) => answers.some(({ slug, state }) => slug === "general-terms" && state === "accepted"));
  expect(await runReport(["bound", "--party", party?.id ?? "", "--at", isoOf(END).slice(0, 10), "--lang", "zh-CN"])).toBe(0);
  expect(said()).toMatch(/受约束的协议[\s\S]*协议: general-terms/);
  await runReport(["accepted", "--agreement", "general-terms", "--version", "1", "--format", "json"]);
  const rows = said().trim().split("\n").map((line): unknown => JSON.parse(line));
  expect(rows).toContainEqual(expect.objectContaining({ agreement: "general-terms", version: 1, state: "accepted", party: expect.stringMatching(/^pty_/) }));
  await runReport(["totals", "--format", "csv"]);
  const lines = said().trimEnd().split("\r\n");
  expect(lines[0]).toMatch(/^agreement,version,status,class,/);
  const total = lines.find((line) => line.startsWith(`"general-terms",1,`))?.split(",");
  expect(Number(total?.[6])).toBe(rows.length);
  await runReport(["missing", "--agreement", "general-terms", "--format", "json"]);
  const missing = said().trim();
  expect(missing === "" ? 0 : missing.split("\n").length).toBe(lines.filter((line) => line.startsWith(`"general-terms"`)).reduce((sum, line) => sum + Number(line.split(",")[16]), 0));
  expect(await runReport(["failed-notices"])).toBe(0);
  expect(said()).toContain("Notices that could not be delivered");
});

test("reports name persons by their ids alone", async () => {
  const { said } = await openPast();
  for (const question of ["accepted", "missing", "failed-notices", "totals"]) await runReport([question, "--format", "json"]);
  expect(said()).not.toMatch(/@example\.com|203\.0\.113|Party \w/);
});

test("an unknown party, agreement or version is refused", async () => {
  await openPast();
  expect(await refusalOf(() => runReport(["bound", "--party", "pty_nobody"]))).toMatchObject({ code: "party-unknown" });
  expect(await refusalOf(() => runReport(["totals", "--agreement", "nothing"]))).toMatchObject({ code: "agreement-unknown" });
  expect(await refusalOf(() => runReport(["totals", "--agreement", "general-terms", "--version", "9"]))).toMatchObject({ code: "version-unknown" });
});

test.each([
  [[], "takes one of"], [["who"], "takes one of"], [["bound"], "needs --party"], [["totals", "--version", "1"], "--agreement"], [["totals", "--at", "2026-02-30"], "--at takes a date"],
  [["totals", "--zone", "Mars/Base", "--at", "2026-02-01"], "unknown time zone"], [["accepted", "--state", "due"], "--state takes one of"], [["totals", "--format", "xml"], "--format takes one of"],
  [["accepted", "--grade", "Z"], "--grade takes one of"], [["totals", "--lang", "fr"], "unknown language"], [["totals", "more"], "one question"],
])("what is not understood is said: report %j", (args, sentence) => {
  const reading = () => readReportOrder(args, { now: isoOf(END), environment: {} });
  expect(reading).toThrow(UsageError);
  expect(reading).toThrow(sentence);
});

test("a date counts to its end in the zone that is named", () => {
  const order = readReportOrder(["totals", "--at", "2026-03-01", "--zone", "Asia/Shanghai", "--from", "2026-02-01", "--known", "2026-03-02T08:00:00+08:00"], { now: isoOf(END), environment: {} });
  expect(order.filter).toMatchObject({ at: "2026-03-01T15:59:59.999Z", from: "2026-01-31T16:00:00.000Z", known: "2026-03-02T00:00:00.000Z" });
});
