import { recordAudit } from "#app/domain/compliance/audit/record.server";
import type { State } from "#app/domain/compliance/filter";
import { sha256Of } from "#app/domain/digest";
import type { Actor } from "#app/domain/publication/actor";
import { canonicalJson } from "#app/ledger/canonical";
import type { Portal } from "#app/portal.server";
import { isAuditRecorded } from "#db/compliance/case";

type Recording = Pick<Portal, "db" | "keys" | "writer" | "ledger" | "now">;

/** Records that a case was looked at: once for each sign-in, party and day (UTC). To be awaited before anything of it is shown. */
export async function recordCaseView(portal: Recording, { partyId, actor }: { partyId: string; actor: Actor }): Promise<void> {
  await recordOnce(portal, { act: "case.viewed", actor, partyId, about: partyId, detailJson: "{}" });
}

/** What a list was asked for, field by field, as its address says. */
export type ListAsked = { state: State; asked: Readonly<Record<string, string>> };

/** Records that a list of parties was looked at: once for each sign-in, question and day (UTC). To be awaited before any of it is shown. */
export async function recordListView(portal: Recording, { actor, state, asked }: ListAsked & { actor: Actor }): Promise<void> {
  const detailJson = canonicalJson({ state, ...asked });
  await recordOnce(portal, { act: "list.viewed", actor, partyId: null, about: sha256Of(detailJson), detailJson });
}

type Viewed = { act: "case.viewed" | "list.viewed"; actor: Actor; partyId: string | null; about: string; detailJson: string };

async function recordOnce(portal: Recording, { act, actor, partyId, about, detailJson }: Viewed): Promise<void> {
  const onceKey = `${act} ${actor.signInId} ${about} ${portal.now().slice(0, 10)}`;
  if (await isAuditRecorded(portal.db, onceKey)) return;
  await recordAudit(portal, { act, partyId, actorId: actor.accountId, signInId: actor.signInId, reason: null, detailJson, onceKey });
}
