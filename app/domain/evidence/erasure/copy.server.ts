import { LEAVING_REASON } from "#app/domain/access/leaving";
import { copyOfAccount, copyOfHeld, withAnswers } from "#app/domain/evidence/erasure/copy-rest.server";
import { copyOfCorrespondence } from "#app/domain/evidence/erasure/told-copy.server";
import { isRemoved } from "#app/domain/evidence/personal-value";
import { DomainError } from "#app/domain/refusal";
import type { JsonValue } from "#app/ledger/canonical";
import type { Portal } from "#app/portal.server";
import { findPartyOfAccount, selectCopy } from "#db/erasure/erasure";
import { findLeaving } from "#db/erasure/leavings";

/** Names the form of a copy; raised when members change their meaning. */
export const COPY_SCHEMA = "concordat/copy/1";

type Reading = Pick<Portal, "db" | "keys" | "now">;

/**
 * All that is kept about the person of an account, in a form that people and programs read: what is sealed is opened, hashes of secrets and
 * the password's are left out.
 */
export async function copyOfData({ db, keys, now }: Reading, accountId: string) {
  const partyId = await findPartyOfAccount(db, accountId);
  if (partyId === null) throw new DomainError("erasure-unknown");
  const rows = await selectCopy(db, { accountId, partyId });
  const open = (field: string, sealed: string | null) => (sealed ? keys.open(partyId, field, sealed) : null);
  const { leaving, reasonSealed } = await readLeft({ db }, partyId);
  const { addressSealed, ...account } = rows.account;
  const { nameSealed, productsJson, ...party } = rows.party;
  return {
    schema: COPY_SCHEMA,
    made_at: now(),
    account: { ...account, address: await open("accounts.address", addressSealed) },
    party: { ...party, name: await open("parties.name", nameSealed), products: parsed(productsJson) },
    sessions: rows.sessions,
    sign_ins: rows.signIns,
    acts: await Promise.all(rows.acts.map(async ({ addressSealed: client, agentSealed, ...act }) => ({
      ...act,
      client_address: await open("actCircumstances.address", client),
      agent: await open("actCircumstances.agent", agentSealed),
      lines: rows.lines.filter(({ actId }) => actId === act.id),
    }))),
    questions: await withAnswers({ db, keys }, partyId, await Promise.all(rows.questions.map(async ({ questionSealed, ...question }) => (
      { ...question, question: await open("questions.question", questionSealed), isRemoved: isRemoved(questionSealed) }
    )))),
    uses_taken_as_acceptance: rows.uses.map(({ reasonsJson, ...use }) => ({ ...use, conditions: parsed(reasonsJson) })),
    ...(await copyOfCorrespondence({ db, keys }, partyId)),
    ...(await copyOfHeld({ db, keys }, partyId)),
    ...(await copyOfAccount({ db, keys }, { accountId, partyId })),
    leaving: leaving && { ...leaving, reason: await open(LEAVING_REASON, reasonSealed) },
  };
}

async function readLeft({ db }: Pick<Portal, "db">, partyId: string) {
  const row = await findLeaving(db, partyId);
  if (!row) return { leaving: null, reasonSealed: null };
  const { id, happenedAt, dataUntil, agreementsJson, reasonSealed } = row;
  return { leaving: { id, happenedAt, dataUntil, agreements: parsed(agreementsJson) }, reasonSealed };
}

function parsed(json: string): JsonValue {
  const value: JsonValue = JSON.parse(json);
  return value;
}
