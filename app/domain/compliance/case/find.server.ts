import { checkRole, type Actor } from "#app/domain/publication/actor";
import { recordRefusals } from "#app/domain/publication/refused.server";
import type { Portal } from "#app/portal.server";
import { findPartyOfRecord } from "#db/compliance/case";
import { selectAnswersOf } from "#db/compliance/compliance";
import { hasParty } from "#db/access";
import { ALL_RECORDED } from "#app/domain/compliance/filter";

/** The party of an id, of an e-mail address, or of the record of this id; null where there is none. Throws role-missing, which is recorded. */
export function findCase(portal: Pick<Portal, "db" | "keys" | "writer" | "now">, { words, actor }: { words: string; actor: Actor }): Promise<string | null> {
  return recordRefusals(portal, { operation: "findCase", subject: "parties", actor }, async () => {
    checkRole(actor, "auditor");
    const sought = words.trim();
    if (sought.includes("@")) return portal.keys.findByAddress(sought);
    if (!sought.startsWith("pty_")) return findPartyOfRecord(portal.db, sought);
    return (await isParty(portal, sought)) ? sought : null;
  });
}

/** Whether there is such a party, or was: also one of which nothing but evidence is left. */
export async function isParty({ db }: Pick<Portal, "db">, partyId: string): Promise<boolean> {
  return (await hasParty(db, partyId)) || (await selectAnswersOf(db, { partyId, known: ALL_RECORDED })).length > 0;
}
