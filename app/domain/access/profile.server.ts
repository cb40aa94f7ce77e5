import type { Session } from "#app/domain/access/session.server";
import type { Language } from "#app/messages/catalogue";
import type { Portal } from "#app/portal.server";
import { selectPartyName } from "#db/access";
import { updateRows } from "#db/commit";

/** The name that a party gave itself; null when it gave none or was erased. */
export async function readName({ db, keys }: Pick<Portal, "db" | "keys">, partyId: string): Promise<string | null> {
  const sealed = await selectPartyName(db, partyId);
  return sealed && keys.open(partyId, "parties.name", sealed);
}

/** Sets the name by which a person wants to be shown; null removes it. */
export async function setName(
  { writer, keys }: Pick<Portal, "writer" | "keys">,
  { partyId, name }: { partyId: string; name: string | null },
): Promise<void> {
  const nameSealed = name === null ? null : await keys.seal(partyId, "parties.name", name);
  await writer.commit({ steps: [updateRows("parties", { set: { nameSealed }, where: { id: partyId } })] });
}

/** Sets the language in which a person is shown the interface and gets mail. */
export async function setLanguage(
  { writer }: Pick<Portal, "writer">,
  { accountId, language }: Pick<Session, "accountId"> & { language: Language },
): Promise<void> {
  await writer.commit({ steps: [updateRows("accounts", { set: { language }, where: { id: accountId } })] });
}
