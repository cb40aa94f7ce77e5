import type { Role } from "#app/domain/access/role";
import type { Instant } from "#app/domain/instant";
import { checkRole, type Actor } from "#app/domain/publication/actor";
import { recordRefusals } from "#app/domain/publication/refused.server";
import type { Portal } from "#app/portal.server";
import { selectAccount } from "#db/access";
import { selectAudit, type AuditCursor, type AuditFilter, type AuditRow } from "#db/compliance/audit";
import { selectEntryIndexes } from "#db/compliance/compliance";

/** Who may read what staff did. */
export const AUDIT_READERS = ["auditor", "operator"] as const satisfies readonly Role[];

/** What is looked for; blank text does not narrow. `person` is an account, a party or an e-mail address. */
export type AuditAsked = { person: string; kind: string; subject: string; from: Instant | null; until: Instant | null };

/** A record with the place of its entry in the ledger; null where it has none. */
export type AuditRecord = AuditRow & { entry: { ledgerNumber: number; index: number } | null };

export type AuditPage = { records: AuditRecord[]; next: AuditCursor | null };

type Reading = Pick<Portal, "db" | "keys" | "writer" | "now">;

/** Records of what staff did and saw, the newest first, from after the one named. An unknown person has none. Refuses role-missing. */
export function readAudit(portal: Reading, { actor, asked, before, limit }: { actor: Actor; asked: AuditAsked; before: AuditCursor | null; limit: number }): Promise<AuditPage> {
  return recordRefusals(portal, { operation: "readAudit", subject: "audit", actor }, async () => {
    checkRole(actor, ...AUDIT_READERS);
    const person = await findPerson(portal, asked.person.trim());
    if (person === null) return { records: [], next: null };
    const rows = await selectAudit(portal.db, { ...person, ...filterOf(asked) }, { before, limit: limit + 1 });
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    const next = rows.length > limit && last ? { recordedAt: last.recordedAt, record: last.record } : null;
    return { records: await withEntries(portal, shown), next };
  });
}

/** The records with the places of their entries in the ledger. */
export async function withEntries<Row extends AuditRow>({ db }: Pick<Portal, "db">, rows: readonly Row[]): Promise<(Row & AuditRecord)[]> {
  const entries = await selectEntryIndexes(db, rows.map(({ record }) => record));
  return rows.map((row) => ({ ...row, entry: entries.get(row.record) ?? null }));
}

/** The account and the party that a person is known by; null for an address that nobody has. */
async function findPerson({ db, keys, now }: Pick<Portal, "db" | "keys" | "now">, person: string): Promise<Pick<AuditFilter, "accountId" | "partyId"> | null> {
  if (person === "") return {};
  const partyId = person.startsWith("pty_") ? person : null;
  if (partyId === null && !person.includes("@")) return { accountId: person };
  const found = partyId ?? (await keys.findByAddress(person));
  if (found === null) return null;
  const account = await selectAccount(db, { partyId: found }, now());
  return { partyId: found, ...(account ? { accountId: account.id } : {}) };
}

function filterOf({ kind, subject, from, until }: AuditAsked): AuditFilter {
  return {
    ...(kind.trim() === "" ? {} : { kind: kind.trim() }),
    ...(subject.trim() === "" ? {} : { subject: subject.trim() }),
    ...(from === null ? {} : { from }),
    ...(until === null ? {} : { until }),
  };
}
