import { reportUse, type UseOutcome } from "#app/domain/acceptance/use.server";
import { recordDelivery } from "#app/domain/notice/delivery/events.server";
import { readHistories } from "#app/domain/publication/catalog.server";
import type { AgreementProperties, VersionManifest } from "#app/domain/publication/manifest";
import type { Portal } from "#app/portal.server";
import { acceptTerms, publish } from "#test/support/acceptance";
import { tellAll } from "#test/support/notices";
import { addPerson } from "#test/support/people";
import { openTestPortal, type TestPortal } from "#test/support/portal";
import { proposalOf } from "#test/support/proposal";

/** When version 2 takes effect; the thirty days of one who is told on 1 March end before. */
export const EFFECTIVE_AT = "2026-04-10T00:00:00.000Z";
export const ANNOUNCED_AT = "2026-03-01T07:30:00.000Z";

const CHANGED = {
  "zh-CN": "# 通用条款\n\n欢迎使用。\n\n1. 范围\n\n1.1. 本条款适用于全部在线服务。\n\n1.2. 另有约定的，从其约定。\n\n2. 变更\n\n2.1. 变更提前三十日公告。\n",
  en: "# General Terms\n\nWelcome.\n\n1. Scope\n\n1.1. These terms govern all online services.\n\n1.2. Other terms may prevail.\n\n2. Changes\n\n2.1. Changes are announced 30 days ahead.\n",
};

export type ChangePlan = {
  /** Of version 2. */
  version?: Partial<VersionManifest>;
  properties?: Partial<AgreementProperties>;
  /** Of version 1; as those of version 2 where not given. */
  firstProperties?: Partial<AgreementProperties>;
  customerKind?: "consumer" | "business";
};

/** One who accepted version 1, and version 2, which changes clause 1.1, announced and told to everybody. */
export async function openChange(plan: ChangePlan = {}) {
  const portal = await openTestPortal({ at: "2026-01-01" });
  await publish(portal, { version: { clauses: flagged() }, properties: plan.firstProperties ?? plan.properties });
  portal.clock.set("2026-01-05T08:00:00Z");
  const person = await addPerson(portal, { customerKind: plan.customerKind ?? "business" });
  await acceptTerms(portal, person);
  return { portal, person, ...(await announceChange(portal, plan)) };
}

/** Announces version 2 and tells everybody. */
export async function announceChange(portal: TestPortal, { version, properties }: ChangePlan = {}): Promise<{ versionId: string; agreementId: string; noticeId: string }> {
  portal.clock.set(ANNOUNCED_AT);
  const versionId = await publish(portal, { number: 2, texts: CHANGED, effectiveAt: EFFECTIVE_AT, properties, version: { ...version, clauses: flagged() } });
  const agreementId = (await readHistories(portal)).find(({ versions }) => versions.some(({ id }) => id === versionId))?.id ?? "";
  const noticeId = await tellAll(portal, { agreementId, versionId, occasion: "test" });
  return { versionId, agreementId, noticeId };
}

/** The last clause lets the operator change the terms. */
export function flagged(): VersionManifest["clauses"] {
  const { clauses } = proposalOf().manifest.version;
  return clauses.map((clause, index) => (index === clauses.length - 1 ? { ...clause, flags: ["changeClause" as const] } : clause));
}

/** The party reads the notice on its own page. */
export async function display(portal: Portal, { partyId, noticeId }: { partyId: string; noticeId: string }): Promise<void> {
  const inbox = await portal.db.selectFrom("deliveries").select("id").where("partyId", "=", partyId).where("noticeId", "=", noticeId)
    .where("channel", "=", "inbox").executeTakeFirstOrThrow();
  await recordDelivery(portal, { deliveryId: inbox.id, state: "displayed", source: "viewer" });
}

/** Reports a use by the person of a session, for whom it acts. */
export function use(portal: Portal, person: { accountId: string; partyId: string; own: { partyId: string } }): Promise<UseOutcome> {
  return reportUse(portal, { partyId: person.partyId, actor: person, source: "command" });
}

/** The codes of what a use lacks. */
export function missingCodes({ open }: UseOutcome): string[] {
  return open.flatMap(({ missing }) => missing.map(({ code }) => code));
}

/** The acts of a party about a version, as "kind method". */
export async function actsOf({ db }: Portal, { partyId, versionId }: { partyId: string; versionId: string }): Promise<string[]> {
  const rows = await db.selectFrom("actLines as l").innerJoin("acts as a", "a.id", "l.actId").where("l.partyId", "=", partyId)
    .where("l.versionId", "=", versionId).select(["a.kind", "a.method"]).orderBy("a.happenedAt").execute();
  return rows.map(({ kind, method }) => `${kind} ${method}`);
}
