import { expect, test } from "vitest";
import { fillHtml, fillSubject, fillText } from "#app/domain/notice/delivery/fill";
import { nextAttempt } from "#app/domain/notice/delivery/retry";
import { gather } from "#db/gather";
import { at } from "#test/support/builders";

const queuedAt = at("2026-03-01");

test.each([
  [1, 0, "2026-03-01T00:02:00Z"],
  [1, 1, "2026-03-01T00:03:00Z"],
  [2, 0, "2026-03-01T00:05:00Z"],
  [99, 0, "2026-03-01T04:00:00Z"],
])("after attempt %s, with chance %s, the next one is at %s", (attempts, chance, expected) => {
  expect(nextAttempt({ attempts, queuedAt }, queuedAt, chance)).toBe(at(expected));
});

test("the last attempt lies within three days of queuing", () => {
  expect(nextAttempt({ attempts: 9, queuedAt }, at("2026-03-03T20:00:00Z"), 0)).toBe(at("2026-03-04"));
  expect(nextAttempt({ attempts: 9, queuedAt }, at("2026-03-03T20:00:00.001Z"), 0)).toBeNull();
});

test("places are filled in as text, and unknown ones stay visible", () => {
  const values = { name: "<b>李&明</b>", link: "https://terms.example/inbox/1" };
  expect(fillText("{{name}} {{link}} {{address}}", values)).toBe("<b>李&明</b> https://terms.example/inbox/1 {{address}}");
  expect(fillHtml("<p>{{name}} {{constructor}}</p>", values)).toBe("<p>&lt;b&gt;李&amp;明&lt;/b&gt; {{constructor}}</p>");
  expect(fillSubject("For {{name}}", { name: "a\r\nBcc: b@example.com" })).toBe("For a Bcc: b@example.com");
  expect(fillText("{{name}}", { name: "{{link}} $&" })).toBe("{{link}} $&");
});

test("what is handed in while work goes on is worked on together, and a refused group refuses nobody else", async () => {
  const groups: number[][] = [];
  const hand = gather(async (items: number[]) => {
    groups.push(items);
    await Promise.resolve();
    if (items.includes(1)) throw new Error("refused");
  });
  const first = [hand(1), hand(2)];
  await Promise.allSettled(first);
  const results = await Promise.allSettled([...first, hand(3), hand(4)]);
  expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected", "fulfilled", "fulfilled"]);
  expect(groups).toEqual([[1, 2], [3, 4]]);
});
