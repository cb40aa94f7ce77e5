import { lateSubject, type ActLine } from "#app/domain/acceptance/act-line";
import { circumstancesStep, commitToPersons, keptCircumstances, type Circumstances } from "#app/domain/acceptance/act-person.server";
import { LONGEST_OBJECTION, OBJECTION_FIELD, objectionChance, objectionWindow, type ObjectionChance } from "#app/domain/acceptance/objection";
import type { Actor } from "#app/domain/acceptance/presentation.server";
import { untilDecided } from "#app/domain/acceptance/record-act.server";
import { readLatestLines, readStandings, type Party } from "#app/domain/acceptance/standing.server";
import { versionActCommit } from "#app/domain/acceptance/version-act.server";
import { requireAuthority } from "#app/domain/access/delegation.server";
import { textFault, typedText } from "#app/domain/evidence/explanations/explanations";
import { valueSteps } from "#app/domain/evidence/personal-value.server";
import { newId } from "#app/domain/ids";
import type { Instant } from "#app/domain/instant";
import { tellLateObjection } from "#app/domain/notice/telling/tell-one.server";
import { NOBODY } from "#app/domain/notice/telling/tell.server";
import { readHistories } from "#app/domain/publication/catalog.server";
import type { AgreementHistory, Version } from "#app/domain/publication/history";
import { DomainError } from "#app/domain/refusal";
import type { Portal } from "#app/portal.server";
import { insertRow, type Step } from "#db/commit";
import { findPartyState } from "#db/erasure/erasure";
import type { ActRow } from "#db/schema/acceptance";

/** Who objects, for whom; a viewer is one. */
export type Objector = Actor & Party & { language: string };

export type NewObjection = { versionId: string; reason: string; circumstances: Circumstances };

export type ObjectOutcome =
  | { outcome: "objected"; actId: string }
  /** Recorded and answered; it does not count, because the change took effect at this instant. */
  | { outcome: "late"; actId: string; untilAt: Instant }
  | { outcome: "already objected"; actId: string; isLate: boolean }
  /** The version was accepted before; what was accepted cannot be objected to. */
  | { outcome: "accepted before"; actId: string };

type Reading = Pick<Portal, "db" | "now">;

type Facts = { history: AgreementHistory; version: Version; latest: ActLine | null; late: ActLine | null; chance: ObjectionChance };

/** What an objection to a version would come to, to be told before it is made. Throws version-unknown. */
export async function readObjectionChance(portal: Reading, actor: Party, versionId: string): Promise<ObjectionChance> {
  return (await readFacts(portal, actor, versionId)).chance;
}

/**
 * Objects to an announced change, for the party for whom the actor acts: what binds goes on binding, and the version is not asked for
 * again. Sent twice, it is recorded once. Refuses authority-missing, version-unknown, objection-closed, objection-nothing-binds,
 * objection-unfit, party-locked.
 */
export function objectTo(portal: Portal, actor: Objector, objection: NewObjection): Promise<ObjectOutcome> {
  const reason = typedText(objection.reason) || null;
  const fault = reason === null ? null : textFault(reason, LONGEST_OBJECTION);
  if (fault !== null) throw new DomainError("objection-unfit", { fault, most: LONGEST_OBJECTION });
  return untilDecided(() => tryObject(portal, actor, { ...objection, reason }));
}

async function tryObject(portal: Portal, actor: Objector, objection: Making): Promise<ObjectOutcome> {
  const facts = await readFacts(portal, actor, objection.versionId);
  const { chance, version } = facts;
  if (chance.chance === "closed") throw new DomainError("objection-closed", { number: version.number });
  if (chance.chance === "nothing binds") throw new DomainError("objection-nothing-binds", { number: version.number });
  if (chance.chance === "accepted before") return { outcome: "accepted before", actId: chance.actId };
  if (chance.chance === "already objected") return { outcome: "already objected", actId: chance.actId, isLate: chance.isLate };
  const actId = await record(portal, { actor, objection, facts, untilAt: chance.untilAt, at: portal.now() });
  return actId.isLate ? { outcome: "late", actId: actId.id, untilAt: chance.untilAt } : { outcome: "objected", actId: actId.id };
}

async function readFacts(portal: Reading, actor: Party, versionId: string): Promise<Facts> {
  const histories = await readHistories(portal);
  const history = histories.find(({ versions }) => versions.some(({ id }) => id === versionId));
  const version = history?.versions.find(({ id }) => id === versionId);
  const standing = (await readStandings(portal, actor)).find(({ agreementId }) => agreementId === history?.id);
  if (!history || !version || !standing) throw new DomainError("version-unknown", { version: versionId });
  const lines = await readLatestLines(portal, { partyId: actor.partyId, at: null });
  const ofSubject = (subject: string) => lines.find((line) => line.subject === subject) ?? null;
  const [latest, late] = [ofSubject(versionId), ofSubject(lateSubject(versionId))];
  const now = portal.now();
  const chance = objectionChance({ window: objectionWindow(history, version, now), standing, latest, late, now });
  return { history, version, latest, late, chance };
}

type Making = Omit<NewObjection, "reason"> & { reason: string | null };
type Recording = { actor: Objector; objection: Making; facts: Facts; untilAt: Instant; at: Instant };

/** Whether it is late is decided by the instant that is recorded, not by the one at which it was looked up. */
async function record(portal: Portal, { actor, objection, facts, untilAt, at }: Recording): Promise<{ id: string; isLate: boolean }> {
  const { history, version, latest, late } = facts;
  const isLate = at >= untilAt;
  const delegation = await requireAuthority(portal, actor, { scope: "accept", at });
  await refuseLocked(portal, actor.partyId);
  const act = actRow(actor, { at, delegationId: delegation?.id ?? null });
  const circumstances = keptCircumstances(objection.circumstances);
  const device = await circumstancesStep(portal, { actId: act.id, partyId: actor.own.partyId, circumstances });
  const persons = await commitToPersons(portal, actor, { recordId: act.id, circumstances, said: { reason: objection.reason } });
  const { steps, entry } = await versionActCommit(portal, {
    act, history, version, delegation,
    subject: isLate ? lateSubject(version.id) : version.id,
    follows: isLate ? late : latest,
    replacesActId: null,
    commitments: persons.commitments,
    basis: { late: isLate, until: untilAt },
  });
  const said = objectionStep({ act, history, version, untilAt });
  const words = await valueSteps(portal, { recordId: act.id, partyId: act.partyId, field: OBJECTION_FIELD, value: objection.reason });
  const told = isLate ? await tellLateObjection(portal, { history, version, actId: act.id, effectiveAt: untilAt, partyIds: [actor.partyId, actor.own.partyId], at }) : NOBODY;
  await portal.writer.commit({ steps: [...steps, said, ...words, device, ...persons.steps, ...told.steps], entries: [entry, ...told.entries] });
  return { id: act.id, isLate };
}

/** Refuses party-locked where the data of the party may no longer be used. */
export async function refuseLocked({ db }: Pick<Portal, "db">, partyId: string): Promise<void> {
  const state = await findPartyState(db, partyId);
  if (state !== null && state.state !== "free") throw new DomainError("party-locked");
}

function actRow({ accountId, partyId, signInId, isAddressConfirmed, language }: Objector, { at, delegationId }: { at: Instant; delegationId: string | null }): ActRow {
  return {
    id: newId("obj", at),
    kind: "objection",
    method: "click",
    partyId,
    actorId: accountId,
    delegationId,
    presentationId: null,
    signInId,
    language,
    isAddressConfirmed: isAddressConfirmed ? 1 : 0,
    happenedAt: at,
    recordedAt: at,
  };
}

type Said = { act: ActRow; history: AgreementHistory; version: Version; untilAt: Instant };

function objectionStep({ act, history, version, untilAt }: Said): Step {
  const { id, partyId, happenedAt, recordedAt } = act;
  return insertRow("objections", {
    actId: id,
    partyId,
    agreementId: history.id,
    versionId: version.id,
    isLate: happenedAt >= untilAt ? 1 : 0,
    untilAt,
    happenedAt,
    recordedAt,
  });
}
