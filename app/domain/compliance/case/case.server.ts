import { recordCaseView } from "#app/domain/compliance/audit/viewed.server";
import { readBound, type PartyAnswer } from "#app/domain/compliance/questions.server";
import type { When } from "#app/domain/compliance/bound-at";
import { DETAILS } from "#app/domain/compliance/case/details.server";
import { detailOf, type CaseDetail } from "#app/domain/compliance/case/fact";
import { isParty } from "#app/domain/compliance/case/find.server";
import { lookAt, type Look } from "#app/domain/compliance/case/look.server";
import type { CaseCursor, CasePart } from "#app/domain/compliance/case/part";
import { readCasePerson, type CasePerson } from "#app/domain/compliance/case/person.server";
import { readUnmasked } from "#app/domain/compliance/case/unmask.server";
import type { Instant } from "#app/domain/instant";
import { readHistories } from "#app/domain/publication/catalog.server";
import { checkRole, type Actor } from "#app/domain/publication/actor";
import { recordRefusals } from "#app/domain/publication/refused.server";
import { DomainError } from "#app/domain/refusal";
import type { Portal } from "#app/portal.server";
import { selectBatchesOf, selectCase, type CaseKind, type CaseRow } from "#db/compliance/case";
import { selectEntryIndexes } from "#db/compliance/compliance";

export type CasePortal = Pick<Portal, "db" | "keys" | "writer" | "ledger" | "now" | "settings">;

/** Which records are shown, and for what instant it is told what bound; `known` null: as is known now. */
export type CaseAsked = { parts: readonly CasePart[]; order: "oldest" | "newest"; after: CaseCursor | null; when: When | null; known: Instant | null; limit: number };

/** A record of a case, and the place of its entry in the ledger. */
export type CaseItem = CaseRow & CaseDetail & { entry: { ledgerNumber: number; index: number } | null };

/** The case of a party as it is shown. `unmaskedUntil` null: what is personal is hidden. */
export type PartyCase = {
  person: CasePerson;
  now: PartyAnswer;
  then: PartyAnswer | null;
  items: CaseItem[];
  next: CaseCursor | null;
  unmaskedUntil: Instant | null;
};

/**
 * The case of a party, for an auditor. That it was looked at is on record, once for each sign-in and day, before anything is shown. Throws role-missing, which
 * is recorded too, and party-unknown.
 */
export function openCase(portal: CasePortal, { partyId, actor, asked }: { partyId: string; actor: Actor; asked: CaseAsked }): Promise<PartyCase> {
  return asAuditor(portal, { partyId, actor }, async () => {
    const at = portal.now();
    const now = await readBound(portal, { partyId, when: { instant: at }, known: null });
    await recordCaseView(portal, { partyId, actor });
    const unmaskedUntil = await readUnmasked(portal, { partyId, actor });
    const look = lookAt(portal, { partyId, isUnmasked: unmaskedUntil !== null, histories: await readHistories(portal), now: at });
    const person = await readCasePerson(portal, look, partyId);
    const then = asked.when && (await readBound(portal, { partyId, when: asked.when, known: asked.known }));
    return { person, now, then, ...(await readItems(portal, look, { ...asked, partyId, accountId: person.accountId })), unmaskedUntil };
  });
}

/** Refuses who may not see the case, and records that it was looked at: for what is fetched from it by itself. */
export function requireCase(portal: CasePortal, { partyId, actor }: { partyId: string; actor: Actor }): Promise<{ isUnmasked: boolean }> {
  return asAuditor(portal, { partyId, actor }, async () => {
    if (!(await isParty(portal, partyId))) throw new DomainError("party-unknown", { partyId });
    await recordCaseView(portal, { partyId, actor });
    return { isUnmasked: (await readUnmasked(portal, { partyId, actor })) !== null };
  });
}

/** What bound the party, for an auditor: a look at its case like any other. Throws role-missing and party-unknown, which are recorded, and RangeError for a day that is none. */
export function openBound(portal: CasePortal, { partyId, actor, when, known }: { partyId: string; actor: Actor; when: When; known: Instant | null }): Promise<PartyAnswer> {
  return asAuditor(portal, { partyId, actor }, async () => {
    const answer = await readBound(portal, { partyId, when, known });
    await recordCaseView(portal, { partyId, actor });
    return answer;
  });
}

/** What is typed in the place of an id may be anything, and is not kept with the refusal. */
const PARTY_ID = /^pty_\w{1,40}$/;

function asAuditor<T>(portal: CasePortal, { partyId, actor }: { partyId: string; actor: Actor }, work: () => Promise<T>): Promise<T> {
  const isId = PARTY_ID.test(partyId);
  return recordRefusals(portal, { operation: "openCase", subject: isId ? partyId : "parties", actor }, async () => {
    checkRole(actor, "auditor");
    if (!isId) throw new DomainError("party-unknown", { partyId: "" });
    return work();
  });
}

type ItemsAsked = Pick<CaseAsked, "parts" | "order" | "after" | "limit"> & { partyId: string; accountId: string | null };

async function readItems(portal: CasePortal, look: Look, asked: ItemsAsked): Promise<Pick<PartyCase, "items" | "next">> {
  const { limit } = asked;
  const rows = await selectCase(portal.db, asked, { ...asked, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  const details = new Map((await Promise.all(kindsOf(shown).map(([kind, ids]) => DETAILS[kind](portal, look, ids)))).flat());
  const batches = await selectBatchesOf(portal.db, shown.map(({ id }) => id));
  const entries = await selectEntryIndexes(portal.db, shown.map(({ id }) => batches.get(id) ?? id));
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    items: shown.map((row) => ({ ...row, ...(details.get(row.id) ?? detailOf({})), entry: entries.get(batches.get(row.id) ?? row.id) ?? null })),
    next: last ? { happenedAt: last.happenedAt, id: last.id } : null,
  };
}

function kindsOf(rows: readonly CaseRow[]): [CaseKind, string[]][] {
  const kinds = [...new Set(rows.map(({ kind }) => kind))];
  return kinds.map((kind) => [kind, rows.filter((row) => row.kind === kind).map(({ id }) => id)]);
}
