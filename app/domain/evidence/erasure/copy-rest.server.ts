import { openMail } from "#app/domain/notice/channels/send.server";
import { ROW_FIELD } from "#app/domain/evidence/import/import-act.server";
import { EXPLANATION_FIELD } from "#app/domain/evidence/explanations/explanations";
import { isRemoved } from "#app/domain/evidence/personal-value";
import { openValue } from "#app/domain/evidence/personal-value.server";
import type { JsonValue } from "#app/ledger/canonical";
import type { Portal } from "#app/portal.server";
import { selectActsForOthers, selectAnswersTo, selectGivenTo, selectHoldsOf, selectImportedOf, selectLooksAt, selectMailed, selectOpeningsOf, selectRequestsOf } from "#db/erasure/personal-copy";

type Reading = Pick<Portal, "db" | "keys">;

/** What is kept and not given in a copy, with why. Whoever asks the operator may be told more. */
export const LEFT_OUT = [
  { what: "the hash of the password, and hashes of sessions, links and forms", why: "they are secrets that protect the account" },
  { what: "the bodies of mails that wait", why: "they go to the address, and may hold links that open the account; once sent they are not kept" },
  { what: "why staff looked at the case, and their words about a hold", why: "they are about an inquiry or a dispute, and are given by the operator on request where the law says so" },
] as const;

/** The part of a copy that is kept under any party's key besides what it did and was told: what opens its proofs, imports, requests, holds, and looks of staff. */
export async function copyOfHeld({ db, keys }: Reading, partyId: string) {
  const open = (field: string, sealed: string | null) => (sealed ? keys.open(partyId, field, sealed) : null);
  const [openings, imported, requests] = [await selectOpeningsOf(db, partyId), await selectImportedOf(db, partyId), await selectRequestsOf(db, partyId)];
  return {
    openings: await Promise.all(openings.map(async ({ recordId, tag, openingSealed, valueSealed }) => (
      { record: recordId, tag, opening: await open("openings.opening", openingSealed), value: parsed(await open("openings.value", valueSealed)) }
    ))),
    imported: await Promise.all(imported.map(async ({ unknownsJson, rowSealed, ...act }) => ({ ...act, unknowns: parsed(unknownsJson), row: parsed(await open(ROW_FIELD, rowSealed)), isRemoved: isRemoved(rowSealed) }))),
    requests_for_erasure: await Promise.all(requests.map(async ({ wordsSealed, reasonSealed, ...request }) => (
      { ...request, words: await open("erasureRequests.words", wordsSealed), reason: await open("erasureDecisions.reason", reasonSealed) }
    ))),
    holds: await selectHoldsOf(db, partyId),
    looked_at_by_staff: await selectLooksAt(db, partyId),
    left_out: LEFT_OUT.map((each) => ({ ...each })),
  };
}

/** The part of a copy that belongs to an account: what it did for organisations, what it was given, and what was mailed to it. */
export async function copyOfAccount({ db, keys }: Reading, person: { accountId: string; partyId: string }) {
  const open = (field: string, sealed: string | null) => (sealed ? keys.open(person.partyId, field, sealed) : null);
  const { authorities, roles } = await selectGivenTo(db, person.accountId);
  const { links, mails, wantsReminders } = await selectMailed(db, person);
  return {
    acts_for_organisations: await Promise.all((await selectActsForOthers(db, person)).map(async ({ partyId, addressSealed, agentSealed, ...act }) => ({
      ...act,
      organisation: partyId,
      client_address: await open("actCircumstances.address", addressSealed),
      agent: await open("actCircumstances.agent", agentSealed),
    }))),
    authorities: authorities.map(({ partyId, scopesJson, ...step }) => ({ ...step, organisation: partyId, scopes: parsed(scopesJson) })),
    roles,
    links: await Promise.all(links.map(async ({ detailSealed, ...link }) => ({ ...link, detail: await open("links.detail", detailSealed) }))),
    mails: await Promise.all(mails.map(async (mail) => mailed(mail, mail.messageSealed === "" ? null : await openMail({ keys }, mail)))),
    wants_reminders: wantsReminders,
  };
}

/** Once a mail was sent, nothing of it is kept but that it was. */
function mailed({ id, createdAt, sentAt }: { id: string; createdAt: string; sentAt: string | null }, mail: { to: string; subject: string } | null) {
  return { id, to: mail?.to ?? null, subject: mail?.subject ?? null, createdAt, sentAt };
}

/** Questions of a party's copy with their answers. */
export async function withAnswers<Q extends { id: string }>({ db, keys }: Reading, partyId: string, questions: readonly Q[]) {
  const answers = await Promise.all((await selectAnswersTo(db, partyId)).map(async ({ answer, answerSealed: sealed, ...row }) => (
    { ...row, answer: answer ?? (await openValue({ keys }, { partyId, field: EXPLANATION_FIELD, sealed })), isRemoved: isRemoved(sealed) }
  )));
  return questions.map((question) => ({
    ...question,
    answers: answers.filter(({ questionId }) => questionId === question.id).map(({ answer, isRemoved: isGone, happenedAt }) => ({ answer, isRemoved: isGone, happenedAt })),
  }));
}

function parsed(json: string | null): JsonValue {
  if (json === null) return null;
  const value: JsonValue = JSON.parse(json);
  return value;
}
