import { sha256Of } from "#app/domain/digest";
import { entryRecorded, type EntryContent } from "#app/domain/evidence/new-entry";
import type { Entry } from "#app/ledger/entry";
import type { SignInRow } from "#db/schema/access";
import type { AuditRecordRow } from "#db/schema/audit";

/** What the ledger keeps of what staff saw, or of settings: who and on which sign-in; party and reason as commitments, settings and what a list was asked for by their hash. */
export function auditContent(row: AuditRecordRow, commitments: NonNullable<Entry["commitments"]>): EntryContent {
  const { act, actorId, signInId, detailJson } = row;
  return {
    ...entryRecorded(act, row),
    ...(act === "settings.changed" ? { hashes: { settings: sha256Of(detailJson) } } : {}),
    ...(act === "list.viewed" ? { hashes: { question: sha256Of(detailJson) } } : {}),
    ...(Object.keys(commitments).length === 0 ? {} : { commitments }),
    body: { actor: actorId, signIn: signInId },
  };
}

/** What the ledger keeps of a sign-in of somebody who has a role. */
export function staffSignedIn(row: SignInRow): EntryContent {
  return { ...entryRecorded("staff.signedIn", row), body: { account: row.accountId, method: row.method } };
}
