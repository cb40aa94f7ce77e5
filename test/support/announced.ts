import type { Page } from "playwright-core";
import { withChangeClause } from "#test/support/gated";
import { openJourney, type Journey, type Person } from "#test/support/journey";
import { temporaryFolder } from "#test/support/store";

export const READER = "chen.jie@example.com";
/** Some days after the change took effect. */
export const AFTER = "2026-04-12T08:00:00Z";

const CHANGED = {
  "zh-CN": "# 通用条款\n\n欢迎使用。\n\n1. 范围\n\n1.1. 本条款适用于全部服务和软件。\n\n1.2. 另有约定的，从其约定。\n\n2. 变更\n\n2.1. 变更提前三十日公告。\n",
  en: "# General Terms\n\nWelcome.\n\n1. Scope\n\n1.1. These terms govern all services and software.\n\n1.2. Other terms may prevail.\n\n2. Changes\n\n2.1. Changes are announced 30 days ahead.\n",
};

/** A reader who accepted version 1 of the only agreement, and to whom version 2 was announced some minutes ago. */
export async function openAnnounced(person: Person, changeClass: "ordinary" | "essential"): Promise<{ journey: Journey; page: Page }> {
  const journey = await openJourney({ at: "2026-03-01T08:00:00Z", contentDir: await temporaryFolder() });
  const properties = { deeming: { customerKinds: ["consumer" as const, "business" as const] } };
  const version = { clauses: withChangeClause() };
  await journey.publish({ properties, version });
  const page = await journey.newPage(person);
  await journey.signUp(page, READER);
  await page.goto("/accept");
  await page.getByRole("checkbox").check();
  await page.locator('button[value="accept"]').click();
  journey.clock.set("2026-03-01T08:05:00Z");
  await journey.publish({ number: 2, effectiveAt: "2026-04-10T16:00:00.000Z", properties, version: { ...version, changeClass }, texts: CHANGED });
  return { journey, page };
}
