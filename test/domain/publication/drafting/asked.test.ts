import { expect, test } from "vitest";
import { readAskedInstant } from "#app/domain/publication/drafting/asked";

test("a day begins at its first instant in the agreement's zone", () => {
  expect(readAskedInstant("2026-04-01", "Asia/Shanghai")).toBe("2026-03-31T16:00:00.000Z");
  expect(readAskedInstant("2026-04-24", "Africa/Cairo")).toBe("2026-04-23T22:00:00.000Z");
});

test("an instant carries its zone, and a plus sign lost in the address is put back", () => {
  expect(readAskedInstant("2026-04-01T00:00:00+08:00", "Europe/Berlin")).toBe("2026-03-31T16:00:00.000Z");
  expect(readAskedInstant("2026-04-01T00:00:00 08:00", "Europe/Berlin")).toBe("2026-03-31T16:00:00.000Z");
  expect(readAskedInstant("2026-03-31T16:00:00.000Z", "Asia/Shanghai")).toBe("2026-03-31T16:00:00.000Z");
});

test.each(["", "yesterday", "2026-02-30", "2026-13-01", "2026-04-01T00:00:00", "2026-04-01T25:00Z", "1".repeat(5000)])(
  "%s is refused",
  (text) => {
    expect(() => readAskedInstant(text, "Asia/Shanghai")).toThrow(expect.objectContaining({ code: "instant-invalid" }));
  },
);
