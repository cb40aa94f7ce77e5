import { LEAVING_REASON } from "#app/domain/access/leaving";
import { INVITED_ADDRESS } from "#app/domain/access/delegation-invite.server";
import { DELEGATION_DETAIL, requireAuthority, type ActsFor } from "#app/domain/access/delegation.server";
import { parseGrantDetail, parseRevocationDetail } from "#app/domain/access/delegation";
import { COPY_SCHEMA } from "#app/domain/evidence/erasure/copy.server";
import { QUESTION_FIELD } from "#app/domain/evidence/explanations/explanations";
import { isRemoved } from "#app/domain/evidence/personal-value";
import { copyOfHeld, withAnswers } from "#app/domain/evidence/erasure/copy-rest.server";
import { copyOfCorrespondence } from "#app/domain/evidence/erasure/told-copy.server";
import type { JsonValue } from "#app/ledger/canonical";
import type { Portal } from "#app/portal.server";
import { selectOrganisationCopy } from "#db/erasure/leavings";
import { selectInvited } from "#db/erasure/personal-copy";

type Reading = Pick<Portal, "db" | "keys" | "now">;

/**
 * All that is kept about the organisation that the actor acts for, as copyOfData gives it for a person: authorities, acts with what they were
 * about, questions. The devices of those who acted are theirs and left out. Throws authority-missing.
 */
export async function copyOfOrganisation(portal: Reading, actor: ActsFor) {
  const { db, keys, now } = portal;
  await requireAuthority(portal, actor, { scope: "accept", at: now() });
  const { partyId } = actor;
  const { party, delegations, acts, lines, questions, leaving } = await selectOrganisationCopy(db, partyId);
  const open = (field: string, sealed: string | null) => (sealed ? keys.open(partyId, field, sealed) : null);
  const { nameSealed, productsJson, ...profile } = party;
  return {
    schema: COPY_SCHEMA,
    made_at: now(),
    party: { ...profile, name: await open("parties.name", nameSealed), products: parsed(productsJson) },
    authorities: await Promise.all(delegations.map(async ({ detailSealed, scopesJson, ...step }) => ({
      ...step,
      scopes: parsed(scopesJson),
      detail: detailOf(step.act, await open(DELEGATION_DETAIL, detailSealed)),
      isRemoved: isRemoved(detailSealed),
    }))),
    acts: acts.map((act) => ({ ...act, lines: lines.filter(({ actId }) => actId === act.id) })),
    invitations: await Promise.all((await selectInvited(db, partyId)).map(async ({ addressSealed, scopesJson, ...invitation }) => (
      { ...invitation, scopes: parsed(scopesJson), address: await open(INVITED_ADDRESS, addressSealed) }
    ))),
    questions: await withAnswers({ db, keys }, partyId, await Promise.all(questions.map(async ({ questionSealed, ...question }) => (
      { ...question, question: await open(QUESTION_FIELD, questionSealed), isRemoved: isRemoved(questionSealed) }
    )))),
    ...(await copyOfCorrespondence({ db, keys }, partyId)),
    ...(await copyOfHeld({ db, keys }, partyId)),
    leaving: leaving && { id: leaving.id, happenedAt: leaving.happenedAt, dataUntil: leaving.dataUntil, agreements: parsed(leaving.agreementsJson), reason: await open(LEAVING_REASON, leaving.reasonSealed) },
  };
}

function detailOf(act: "granted" | "revoked", json: string | null): JsonValue {
  if (json === null) return null;
  return act === "granted" ? parseGrantDetail(json) : parseRevocationDetail(json);
}

function parsed(json: string): JsonValue {
  const value: JsonValue = JSON.parse(json);
  return value;
}
