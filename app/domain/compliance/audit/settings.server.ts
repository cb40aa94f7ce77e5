import { recordAudit } from "#app/domain/compliance/audit/record.server";
import { readRetention } from "#app/domain/evidence/retention/file.server";
import { canonicalJson, type JsonObject } from "#app/ledger/canonical";
import type { Portal } from "#app/portal.server";
import type { Settings } from "#app/settings";
import { findLastSettings } from "#db/compliance/audit";

type Recording = Pick<Portal, "db" | "writer" | "keys" | "ledger" | "now" | "settings">;

/** Records the settings of a start where they are not those of the last one. False where they are, and while the ledger is stopped. */
export async function recordSettings(portal: Recording): Promise<boolean> {
  const { db, ledger, settings } = portal;
  if (ledger.fault()) return false;
  const detailJson = canonicalJson({ ...toldSettings(settings), retention: parsed(await readRetention(settings)) });
  const last = await findLastSettings(db);
  if (last?.detailJson === detailJson) return false;
  const about = { act: "settings.changed", partyId: null, actorId: "installation", signInId: null, reason: null } as const;
  return recordAudit(portal, { ...about, onceKey: `settings.changed ${last?.id ?? ""}`, detailJson });
}

/** The settings by which records are made, sent and kept; secrets and passwords are left out. */
function toldSettings(settings: Settings): JsonObject {
  const { publicUrl, defaultLanguage, isSignUpOpen, sessionHours, serviceUrl, copyDays, dormantDays, mailFrom, mailBounce, smtpUrl, noticeWebhookUrl, trustedProxyHops, timeAuthorityUrl } = settings;
  const { ledgerHeadFile, auditStream } = settings;
  return {
    publicUrl, defaultLanguage, isSignUpOpen, sessionHours, serviceUrl, copyDays, dormantDays, mailFrom, mailBounce, trustedProxyHops, timeAuthorityUrl, ledgerHeadFile, auditStream,
    mailServer: hostOf(smtpUrl), noticeWebhook: hostOf(noticeWebhookUrl),
  };
}

function hostOf(address: string | null): string | null {
  return address === null ? null : new URL(address).host;
}

function parsed(value: unknown): JsonObject {
  const read: JsonObject = JSON.parse(JSON.stringify(value));
  return read;
}
