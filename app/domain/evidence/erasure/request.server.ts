import { newId } from "#app/domain/ids";
import { inChainOrder, isSettled, requestStatus, type RequestStatus } from "#app/domain/evidence/erasure/status";
import { isGround, READER_GROUNDS, type Ground } from "#app/domain/evidence/erasure/ground";
import { openAccountOf } from "#app/domain/evidence/erasure/subject.server";
import { writeMail } from "#app/domain/notice/channels/mail";
import { mailStep } from "#app/domain/notice/channels/send.server";
import { checkRole, type Actor } from "#app/domain/publication/actor";
import { checkFreshSignIn } from "#app/domain/publication/later/proposals.server";
import { recordRefusals } from "#app/domain/publication/refused.server";
import { DomainError } from "#app/domain/refusal";
import type { Portal } from "#app/portal.server";
import { insertRow, KeyTakenError, type Step } from "#db/commit";
import { findErasureRequest, findPartyOfAccount, findPartyState, findSubject, selectDecisions, selectErasures, selectRequestsOf } from "#db/erasure/erasure";
import type { ErasureDecisionRow, ErasureRequestRow, ErasureRow } from "#db/schema/erasure";

type Asking = Pick<Portal, "db" | "writer" | "keys" | "settings" | "now">;

/** A request with what was decided about it and what was carried out of it. */
export type ErasureRequest = Omit<ErasureRequestRow, "ground"> & {
  ground: Ground;
  decision: ErasureDecisionRow | null;
  /** Oldest first. */
  done: ErasureRow[];
  status: RequestStatus;
};

export type NewRequest = { partyId: string; ground: Ground; words: string };

/**
 * The person of an account asks to be erased, freshly signed in, for whomever the session acts. Gives the request's id, and mails the account
 * that it was made. Refuses sign-in-stale, reason-missing (another ground, and no words), input-invalid (a ground for staff), erasure-asked,
 * erasure-under-way.
 */
export async function askForErasure(portal: Asking, { actor, ...request }: Omit<NewRequest, "partyId"> & { actor: Actor }): Promise<string> {
  if (!READER_GROUNDS.some((ground) => ground === request.ground)) throw new DomainError("input-invalid");
  return recordRefusals(portal, { operation: "askForErasure", subject: actor.accountId, actor }, async () => {
    await checkFreshSignIn(portal, actor);
    const partyId = (await findPartyOfAccount(portal.db, actor.accountId)) ?? "";
    return makeRequest(portal, { ...request, partyId, actor, askedBy: "reader" });
  });
}

/** Staff asks for somebody's erasure, for a second person to approve. Refuses role-missing, erasure-unknown, and what askForErasure does. */
export async function proposeErasure(portal: Asking, { actor, ...request }: NewRequest & { actor: Actor }): Promise<string> {
  return recordRefusals(portal, { operation: "proposeErasure", subject: request.partyId, actor }, async () => {
    checkRole(actor, "operator", "auditor");
    await checkFreshSignIn(portal, actor);
    return makeRequest(portal, { ...request, actor, askedBy: "staff" });
  });
}

type Making = NewRequest & { actor: Pick<Actor, "accountId" | "signInId">; askedBy: ErasureRequestRow["askedBy"] };

async function makeRequest(portal: Asking, making: Making): Promise<string> {
  if (making.ground === "other" && making.words.trim() === "") throw new DomainError("reason-missing");
  const { id, steps } = await requestSteps(portal, making, await checkMayAsk(portal, making.partyId));
  try {
    await portal.writer.commit({ steps: [...steps, ...(await askedMail(portal, making.partyId))] });
  } catch (error) {
    throw error instanceof KeyTakenError ? new DomainError("erasure-asked") : error;
  }
  return id;
}

/** The request for a commit that causes it, without the mail; null where one is open already. Its commit may throw KeyTakenError. */
export async function newErasureRequest(portal: Asking, making: Making): Promise<{ id: string; steps: Step[] } | null> {
  const last = await readLastRequest(portal, making.partyId);
  return last && !isSettled(last.status) ? null : requestSteps(portal, making, last?.id ?? "");
}

async function requestSteps(portal: Asking, { partyId, ground, words, actor, askedBy }: Making, followsId: string): Promise<{ id: string; steps: Step[] }> {
  const at = portal.now();
  const id = newId("ers", at);
  const wordsSealed = words.trim() === "" ? null : await portal.keys.seal(partyId, "erasureRequests.words", words.trim());
  const by = { askedBy, actorId: actor.accountId, signInId: actor.signInId };
  const row = { id, partyId, followsId, ground, wordsSealed, ...by, happenedAt: at, recordedAt: at };
  return { id, steps: [insertRow("erasureRequests", row)] };
}

/** The request that a new one follows. */
async function checkMayAsk(portal: Asking, partyId: string): Promise<string> {
  const subject = await findSubject(portal.db, partyId);
  if (!subject) throw new DomainError("erasure-unknown");
  if (subject.kind !== "person") throw new DomainError("erasure-not-person");
  const state = await findPartyState(portal.db, partyId);
  if (state !== null && state.state !== "free") throw new DomainError("erasure-under-way");
  const last = await readLastRequest(portal, partyId);
  if (last && !isSettled(last.status)) throw new DomainError("erasure-asked");
  return last?.id ?? "";
}

async function askedMail(portal: Asking, partyId: string): Promise<Step[]> {
  const account = await openAccountOf(portal, partyId);
  if (account === null) return [];
  const { publicUrl } = portal.settings;
  const { address, language } = account;
  const mail = writeMail({ to: address, language, publicUrl }, (texts) => texts.erasureAsked({ link: `${publicUrl}/account/erasure` }));
  return [await mailStep(portal, partyId, mail)];
}

/** Takes a request back that nobody has decided about; only who made it may. Refuses erasure-unknown, erasure-decided. */
export async function withdrawRequest(portal: Asking, { requestId, actor }: { requestId: string; actor: Actor }): Promise<void> {
  const request = await readRequest(portal, requestId);
  if (request.actorId !== actor.accountId) throw new DomainError("erasure-unknown");
  await decide(portal, { request, actor, act: "withdrawn", reasonSealed: null });
}

/** Refuses a request with a reason, by somebody other than who made it. Refuses role-missing, reason-missing, erasure-own, erasure-decided. */
export async function rejectRequest(portal: Asking, input: { requestId: string; actor: Actor; reason: string }): Promise<void> {
  const { requestId, actor, reason } = input;
  await recordRefusals(portal, { operation: "rejectErasure", subject: requestId, actor }, async () => {
    checkRole(actor, "operator", "auditor");
    const request = await readRequest(portal, requestId);
    if (request.actorId === actor.accountId) throw new DomainError("erasure-own");
    if (reason.trim() === "") throw new DomainError("reason-missing");
    const reasonSealed = await portal.keys.seal(request.partyId, "erasureDecisions.reason", reason.trim());
    await decide(portal, { request, actor, act: "rejected", reasonSealed });
  });
}

type Deciding = { request: ErasureRequest; actor: Actor; act: "withdrawn" | "rejected"; reasonSealed: string | null };

async function decide({ writer, now }: Asking, { request, actor, act, reasonSealed }: Deciding): Promise<void> {
  if (request.status.state !== "waiting") throw new DomainError("erasure-decided");
  const at = now();
  const by = { actorId: actor.accountId, signInId: actor.signInId, happenedAt: at, recordedAt: at };
  const row = { requestId: request.id, act, planSha256: null, planJson: null, reasonSealed, ...by };
  try {
    await writer.commit({ steps: [insertRow("erasureDecisions", row)] });
  } catch (error) {
    throw error instanceof KeyTakenError ? new DomainError("erasure-decided") : error;
  }
}

/** A request. Throws erasure-unknown. */
export async function readRequest({ db }: Pick<Portal, "db">, requestId: string): Promise<ErasureRequest> {
  const row = await findErasureRequest(db, requestId);
  const [request] = row ? await withStatus({ db }, [row]) : [];
  if (!request) throw new DomainError("erasure-unknown");
  return request;
}

/** The latest request about a party; null when there never was one. */
export async function readLastRequest({ db }: Pick<Portal, "db">, partyId: string): Promise<ErasureRequest | null> {
  const row = inChainOrder(await selectRequestsOf(db, partyId)).at(-1);
  const [request] = row ? await withStatus({ db }, [row]) : [];
  return request ?? null;
}

/** The rows with where each of them stands. */
export async function withStatus({ db }: Pick<Portal, "db">, rows: readonly ErasureRequestRow[]): Promise<ErasureRequest[]> {
  if (rows.length === 0) return [];
  const decisions = await selectDecisions(db, rows.map(({ id }) => id));
  const erasures = await selectErasures(db, [...new Set(rows.map(({ partyId }) => partyId))]);
  return rows.map((row) => {
    const decision = decisions.find(({ requestId }) => requestId === row.id) ?? null;
    const done = inChainOrder(erasures.filter(({ partyId }) => partyId === row.partyId)).filter(({ requestId }) => requestId === row.id);
    return { ...row, ground: isGround(row.ground) ? row.ground : "other", decision, done, status: requestStatus(decision, done) };
  });
}
