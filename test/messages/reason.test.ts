import { expect, test } from "vitest";
import type { Reason } from "#app/domain/acceptance/reason";
import { describeReason } from "#app/messages/acceptance";

const EFFECTIVE = "2026-03-31T16:00:00.000Z";
const accepted = { number: 1, acceptedAt: "2026-01-05T02:00:00.000Z", method: "click" as const };

const TABLE: [Reason, string, string][] = [
  [
    { code: "newer-version", number: 2, effectiveAt: EFFECTIVE, accepted },
    "Asked because version 2 took effect on 1 April 2026, 00:00 (Beijing time); you accepted version 1 on 5 January 2026, 10:00 (Beijing time).",
    "之所以请您接受，是因为第 2 版已于 2026 年 4 月 1 日 00:00（北京时间）施行；您于 2026 年 1 月 5 日 10:00（北京时间）接受了第 1 版。",
  ],
  [
    { code: "declined", number: 2, declinedAt: EFFECTIVE, binds: null },
    "You declined version 2 on 1 April 2026, 00:00 (Beijing time). No version of it binds you.",
    "您于 2026 年 4 月 1 日 00:00（北京时间）选择不接受第 2 版。目前没有任何版本约束您。",
  ],
  [
    { code: "not-in-audience", number: 1, audience: { who: "place", places: ["DE", "FR"] } },
    "This agreement is for people in Germany or France. You may accept it, but nobody asks you to.",
    "该协议适用于位于德国、法国的用户。您可以接受，但无须接受。",
  ],
  [
    { code: "consents", given: 1, open: 2 },
    "You have given 1 consent here; 2 purposes wait for your choice.",
    "您已同意 1 项，另有 2 项等待您选择。",
  ],
];

test.each(TABLE)("a reason is a sentence in each language: %o", (reason, english, chinese) => {
  expect(describeReason(reason, { language: "en", zone: "Asia/Shanghai" })).toBe(english);
  expect(describeReason(reason, { language: "zh-CN", zone: "Asia/Shanghai" })).toBe(chinese);
});

test.each(["deemed", "imported"] as const)("%s is never said to be an acceptance by the person", (method) => {
  const reason: Reason = { code: "accepted", effectiveAt: EFFECTIVE, accepted: { ...accepted, method } };
  expect(describeReason(reason, { language: "en", zone: "Asia/Shanghai" })).not.toContain("You accepted");
});
