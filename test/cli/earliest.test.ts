import { expect, test } from "vitest";
import { runEarliest, workingText } from "#app/cli/earliest";
import { UsageError } from "#app/cli/usage";
import { countNotice } from "#app/domain/publication/earliest";

test("the earliest instant comes first, its working after it", () => {
  const [first, , ...working] = workingText(countNotice("2026-03-24T10:00:00.000Z", "Africa/Cairo", 30)).split("\n");
  expect(first).toBe("2026-04-23T22:00:00.000Z");
  expect(working.join("\n")).toContain("2026-04-24T01:00:00+03:00[Africa/Cairo]");
});

test.each([
  [["2026-03-01T07:30:00Z"]],
  [["2026-03-01T07:30:00Z", "--zone", "Asia/Nowhere", "--days", "30"]],
  [["2026-03-01T07:30:00Z", "--zone", "UTC", "--days", "-1"]],
  [["2026-03-01T07:30:00Z", "--zone", "UTC", "--days", "3.5"]],
  [["2026-03-01", "--zone", "UTC", "--days", "30"]],
  [["2026-02-30T00:00:00Z", "--zone", "UTC", "--days", "30"]],
  [["--zone", "UTC", "--days", "30"]],
])("%j is not understood", async (args) => {
  await expect(runEarliest(args)).rejects.toThrow(UsageError);
});
