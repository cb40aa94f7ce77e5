import { OBJECTION_ANSWER_FIELD, OBJECTION_FIELD, type Objection, type ObjectionAnswer } from "#app/domain/acceptance/objection";
import { inChain } from "#app/domain/chain";
import { isRemoved } from "#app/domain/evidence/personal-value";
import { openValue } from "#app/domain/evidence/personal-value.server";
import { readHistories } from "#app/domain/publication/catalog.server";
import type { AgreementHistory } from "#app/domain/publication/history";
import { DomainError } from "#app/domain/refusal";
import type { Portal } from "#app/portal.server";
import { selectObjection, selectObjectionAnswers, selectObjections, selectObjectionsOf, type ObjectionAnswerFound, type ObjectionFound, type ObjectionsAsked } from "#db/objections";

type Reading = Pick<Portal, "db" | "keys">;

/** Objections on one page of a list. */
const PAGE = 50;

/** What a party objected to, the newest first, late ones included. */
export async function readOwnObjections(portal: Reading, partyId: string): Promise<Objection[]> {
  return openObjections(portal, await selectObjectionsOf(portal.db, partyId));
}

/** A page of objections for staff; `next` is what to ask the following page with, null on the last. */
export async function readObjections(portal: Reading, asked: Omit<ObjectionsAsked, "limit">): Promise<{ objections: Objection[]; next: string | null }> {
  const rows = await selectObjections(portal.db, { ...asked, limit: PAGE + 1 });
  const objections = await openObjections(portal, rows.slice(0, PAGE));
  return { objections, next: rows.length > PAGE ? (objections.at(-1)?.actId ?? null) : null };
}

/** One objection with its answers. Refuses objection-unknown. */
export async function readObjection(portal: Reading, actId: string): Promise<Objection> {
  const row = await selectObjection(portal.db, actId);
  const [objection] = row ? await openObjections(portal, [row]) : [];
  if (!objection) throw new DomainError("objection-unknown");
  return objection;
}

async function openObjections(portal: Reading, rows: readonly ObjectionFound[]): Promise<Objection[]> {
  const histories = await readHistories(portal);
  const answers = await selectObjectionAnswers(portal.db, rows.map(({ actId }) => actId));
  return Promise.all(rows.map((row) => openObjection(portal, row, { histories, answers: answers.filter(({ actId }) => actId === row.actId) })));
}

type Known = { histories: readonly AgreementHistory[]; answers: readonly ObjectionAnswerFound[] };

async function openObjection(portal: Reading, row: ObjectionFound, { histories, answers }: Known): Promise<Objection> {
  const history = histories.find(({ id }) => id === row.agreementId);
  const version = history?.versions.find(({ id }) => id === row.versionId);
  if (!history || !version) throw new Error(`objection ${row.actId} names version ${row.versionId}, which is not published`);
  const { actId, partyId, untilAt, happenedAt: objectedAt, reasonSealed } = row;
  const reason = await openValue(portal, { partyId, field: OBJECTION_FIELD, sealed: reasonSealed });
  const opened = await Promise.all(inChain(answers).map((answer) => openAnswer(portal, answer)));
  return { actId, partyId, slug: history.slug, version, isLate: row.isLate === 1, untilAt, objectedAt, reason, isRemoved: isRemoved(reasonSealed), answers: opened };
}

async function openAnswer({ keys }: Reading, { id, partyId, answer, untilAt, reasonSealed: sealed, happenedAt }: ObjectionAnswerFound): Promise<ObjectionAnswer> {
  const reason = await openValue({ keys }, { partyId, field: OBJECTION_ANSWER_FIELD, sealed });
  return { id, answer, untilAt, reason, isRemoved: isRemoved(sealed), answeredAt: happenedAt };
}
