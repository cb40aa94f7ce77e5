import { sha256Of } from "#app/domain/digest";
import { entryRecorded, type EntryContent } from "#app/domain/evidence/new-entry";
import type { RoleChangeRow } from "#db/schema/access";

/** What the entry of a role that was given or taken says; the reason, which may name persons, by its hash. */
export function roleContent(change: RoleChangeRow, prev: number | null): EntryContent {
  const { act, role, accountId, actorId, signInId, reason, followsId } = change;
  return {
    ...entryRecorded(`role.${act}`, change),
    ...(prev === null ? {} : { prev }),
    body: { role, account: accountId, actor: actorId, signIn: signInId, reasonSha256: sha256Of(reason), follows: followsId === "" ? null : followsId },
  };
}
