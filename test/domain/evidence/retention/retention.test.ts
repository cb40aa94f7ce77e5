import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { DEFAULT_RETENTION, endOfPeriod, latestBegin, plusMonths, retentionFile, withOwnPeriods } from "#app/domain/evidence/retention/retention";
import { readRetention } from "#app/domain/evidence/retention/file.server";
import { refusalOf } from "#test/support/refusal";
import { temporaryFolder } from "#test/support/store";

test.each([
  ["2026-03-01T08:00:00.000Z", 36, "2029-03-01T08:00:00.000Z"],
  ["2026-01-31T23:59:59.999Z", 1, "2026-02-28T23:59:59.999Z"],
  ["2028-02-29T00:00:00.000Z", 12, "2029-02-28T00:00:00.000Z"],
  ["2026-03-31T00:00:00.000Z", -1, "2026-02-28T00:00:00.000Z"],
  ["2026-11-30T00:00:00.000Z", 3, "2027-02-28T00:00:00.000Z"],
])("%s and %i months is %s", (instant, months, end) => {
  expect(plusMonths(instant, months)).toBe(end);
});

test("periods are those that the shipped privacy notice promises, in both languages", async () => {
  const notice = await readFile("content/privacy-notice/1.en.md", "utf8");
  const chinese = await readFile("content/privacy-notice/1.zh-CN.md", "utf8");
  expect(DEFAULT_RETENTION.evidence.period).toEqual({ months: 36 });
  expect(notice).toContain("for three years after it has ended for you");
  expect(chinese).toContain("终止后继续保存三年");
  expect(DEFAULT_RETENTION.device.period).toEqual({ months: 12 });
  expect(notice).toContain("Device data is kept for 12 months from the act");
  expect(chinese).toContain("设备信息自操作之日起保存 12 个月");
  expect(DEFAULT_RETENTION.mails.period).toEqual({ days: 30 });
  expect(notice).toContain("counts of attempts and account e-mails are kept for 30 days at most");
  expect(chinese).toContain("尝试次数和账户邮件最长保留 30 日");
  expect(DEFAULT_RETENTION.correspondence.period).toEqual({ months: 36 });
  expect(notice).toContain("Correspondence is kept for three years");
});

test("what began its period at the latest begin is over now, and what began later is not", () => {
  const now = "2026-03-31T12:00:00.000Z";
  for (const rule of Object.values(DEFAULT_RETENTION)) {
    expect(endOfPeriod(rule, latestBegin(rule, now)) <= now).toBe(true);
    expect(endOfPeriod(rule, "2026-03-30T12:00:00.001Z") > now).toBe(true);
  }
});

async function readOwn(content: string) {
  const file = join(await temporaryFolder(), "retention.json");
  await writeFile(file, content);
  return readRetention({ retentionFile: file });
}

test("a portal's own file changes what it names, with its reason, and leaves the rest", async () => {
  const rules = await readOwn('{"device": {"months": 6, "reason": "Our board decided so"}, "mails": {"days": 7, "reason": "Enough"}}');
  expect(rules.device).toMatchObject({ period: { months: 6 }, from: "act", reason: "Our board decided so" });
  expect(rules.mails.period).toEqual({ days: 7 });
  expect(rules.evidence).toBe(DEFAULT_RETENTION.evidence);
  expect(withOwnPeriods(retentionFile.parse({}))).toEqual(DEFAULT_RETENTION);
});

test.each([
  ['{"evidence": {"months": 12, "reason": "short"}}', "evidence.months", "at least 36 months"],
  ['{"device": {"months": 48, "reason": "long"}}', "device.months", "not kept for longer"],
  ['{"device": {"months": 6}}', "device.reason", ""],
  ['{"device": {"months": 6, "reason": " "}}', "device.reason", "say why"],
  ['{"device": {"months": 1.5, "reason": "half"}}', "device.months", ""],
  ['{"sessions": {"days": 3, "reason": "?"}}', "", "sessions"],
  ["[]", "", ""],
  ["{", "1:2", ""],
])("%s is refused at %s", async (content, place, fault) => {
  const { code, details } = await refusalOf(() => readOwn(content));
  expect(code).toBe("file-unfit");
  expect(details.place).toBe(place);
  expect(details.fault).toContain(fault);
});

test("a file that is not there is named", async () => {
  const { code, details } = await refusalOf(() => readRetention({ retentionFile: "/nowhere/retention.json" }));
  expect(code).toBe("file-unreadable");
  expect(details.file).toBe("/nowhere/retention.json");
});
