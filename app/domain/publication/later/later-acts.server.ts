import { newEntries } from "#app/domain/evidence/new-entry";
import { laterContent } from "#app/domain/evidence/publication-entries.server";
import { newId } from "#app/domain/ids";
import { tellNewDate, tellWithdrawal, type Telled } from "#app/domain/notice/telling/tell.server";
import type { Instant } from "#app/domain/instant";
import { checkReason, checkRole, type Actor } from "#app/domain/publication/actor";
import { readHistory } from "#app/domain/publication/catalog.server";
import { checkClock } from "#app/domain/publication/review/checks";
import type { AgreementHistory, Version } from "#app/domain/publication/history";
import { checkFreshSignIn } from "#app/domain/publication/later/proposals.server";
import { recordRefusals } from "#app/domain/publication/refused.server";
import { planNewDate, planWithdrawals, type NewDate } from "#app/domain/publication/later/reschedule";
import { checkWords, type WordsByLanguage } from "#app/domain/publication/drafting/words";
import { DomainError } from "#app/domain/refusal";
import { LANGUAGES } from "#app/messages/catalogue";
import type { Portal } from "#app/portal.server";
import { insertRow, KeyTakenError } from "#db/commit";
import type { PublicationRow } from "#db/schema/texts";

type Publishing = Pick<Portal, "db" | "writer" | "ledger" | "settings" | "now">;
/** `notice`: what readers are told, by language. */
type Announced = { slug: string; number: number; actor: Actor; reason: string; notice: WordsByLanguage };
type Postponing = Announced & { effectiveAt: Instant };

/** A version has a new date: later within the same notice, or announced anew. */
export type Rescheduled = { act: "postponed" | "announced"; effectiveAt: Instant; earliestAt: Instant };

/**
 * Gives an announced version another date. An approver freshly signed in does it who is not the version's author. A later
 * date (up to 90 days after the one announced) goes on with the notice; an earlier or still later one starts it again. The
 * text stays. Refuses role-missing, approver-is-author, sign-in-stale, reason-missing, words-missing, clock-behind and what
 * planNewDate refuses.
 */
export async function postponeVersion(portal: Publishing, input: Postponing): Promise<Rescheduled> {
  const { actor, notice, effectiveAt } = input;
  return recordRefusals(portal, attemptOf("postponeVersion", input), () => orAgainIfTaken(async () => {
    const { history, at, reason, plan } = await planPostponement(portal, input);
    const { version, working, ...dates } = plan;
    const row = { agreementId: history.id, versionId: version.id, ...dates, ruleJson: working && JSON.stringify(working), noticeJson: JSON.stringify(notice) };
    const published = publicationRow({ ...row, actorId: actor.accountId, reason }, at);
    const named = { history, version, publicationId: published.id, words: notice, at };
    const told = await tellNewDate(portal, { ...named, ...datesBefore(history, version.id), effectiveAt, noticeDays: dates.noticeDays, isAnew: working !== null });
    await publishAct(portal, [{ version, row: published }], told);
    return { act: working ? "announced" : "postponed", effectiveAt, earliestAt: dates.earliestAt };
  }));
}

/** What postponeVersion would do now. Refuses, and records, what it refuses. */
export async function previewPostponement(portal: Publishing, input: Postponing): Promise<NewDate> {
  return recordRefusals(portal, attemptOf("postponeVersion", input), async () => (await planPostponement(portal, input)).plan);
}

async function planPostponement(portal: Publishing, input: Postponing) {
  const { slug, number, actor, effectiveAt } = input;
  checkRole(actor, "approver");
  const reason = checkReason(input.reason);
  checkWords("notice", input.notice, LANGUAGES);
  const { history, at } = await readNow(portal, slug);
  const plan = planNewDate(history, { number, effectiveAt, now: at });
  if (plan.version.authorId === actor.accountId) throw new DomainError("approver-is-author");
  await checkFreshSignIn(portal, actor);
  return { history, at, reason, plan };
}

/**
 * Withdraws an announced version before it takes effect, and with it every announced version built on it; an approver
 * freshly signed in does it. Gives their numbers. Refuses role-missing, sign-in-stale, reason-missing, words-missing,
 * clock-behind and what planWithdrawals refuses.
 */
export async function withdrawVersion(portal: Publishing, input: Announced): Promise<{ withdrawn: number[] }> {
  const { actor, notice } = input;
  return recordRefusals(portal, attemptOf("withdrawVersion", input), () => orAgainIfTaken(async () => {
    const { history, at, reason, plan } = await planWithdrawal(portal, input);
    const acts = plan.map(({ version, followsId }) => {
      const { earliestAt, noticeDays, zone } = latestDates(history, version.id);
      const nothing = { act: "withdrawn" as const, effectiveAt: null, ruleJson: null };
      const row = { agreementId: history.id, versionId: version.id, followsId, ...nothing, noticeJson: JSON.stringify(notice) };
      return { version, row: publicationRow({ ...row, earliestAt, noticeDays, zone, actorId: actor.accountId, reason }, at) };
    });
    await publishAct(portal, acts, await toldOfWithdrawal(portal, { history, acts, notice, at }));
    return { withdrawn: plan.map(({ version }) => version.number) };
  }));
}

/** The versions that withdrawVersion would withdraw now, the last one first. Refuses, and records, what it refuses. */
export async function previewWithdrawal(portal: Publishing, input: Announced): Promise<Version[]> {
  return recordRefusals(portal, attemptOf("withdrawVersion", input), async () => (await planWithdrawal(portal, input)).plan.map(({ version }) => version));
}

async function planWithdrawal(portal: Publishing, input: Announced) {
  checkRole(input.actor, "approver");
  const reason = checkReason(input.reason);
  checkWords("notice", input.notice, LANGUAGES);
  const { history, at } = await readNow(portal, input.slug);
  const plan = planWithdrawals(history, { number: input.number, now: at });
  await checkFreshSignIn(portal, input.actor);
  return { history, at, reason, plan };
}

function attemptOf(operation: "postponeVersion" | "withdrawVersion", { slug, number, actor }: Announced) {
  return { operation, subject: `${slug}@${number}`, actor };
}

async function readNow(portal: Publishing, slug: string): Promise<{ history: AgreementHistory; at: Instant }> {
  const history = await readHistory(portal, slug);
  if (!history) throw new DomainError("agreement-unknown", { slug: slug.slice(0, 80) });
  const at = portal.now();
  checkClock(history, at);
  return { history, at };
}

function latestDates({ publications }: AgreementHistory, versionId: string) {
  const latest = publications.findLast((publication) => publication.versionId === versionId);
  if (!latest) throw new Error(`version ${versionId} was never published`);
  return latest;
}

function publicationRow(row: Omit<PublicationRow, "id" | "happenedAt" | "recordedAt">, at: Instant): PublicationRow {
  return { ...row, id: newId("pub", at), happenedAt: at, recordedAt: at };
}

type Act = { version: Version; row: PublicationRow };

/** One notice for all that is withdrawn together, about the first version that falls. */
function toldOfWithdrawal(portal: Publishing, about: { history: AgreementHistory; acts: readonly Act[]; notice: WordsByLanguage; at: Instant }): Promise<Telled> {
  const { history, acts, notice: words, at } = about;
  const first = acts.at(-1);
  if (!first) throw new Error("nothing is withdrawn");
  const falling = acts.map(({ version }) => ({ version, effectiveAt: datesBefore(history, version.id).formerEffectiveAt }));
  return tellWithdrawal(portal, { history, falling, publicationId: first.row.id, words, at });
}

/** When the version was announced, and the date that it had. */
function datesBefore({ publications }: AgreementHistory, versionId: string): { announcedAt: Instant; formerEffectiveAt: Instant } {
  const own = publications.filter((publication) => publication.versionId === versionId);
  const announced = own.findLast(({ act }) => act === "announced");
  const formerEffectiveAt = own.at(-1)?.effectiveAt;
  if (!announced || !formerEffectiveAt) throw new Error(`version ${versionId} is announced without a date`);
  return { announcedAt: announced.happenedAt, formerEffectiveAt };
}

async function publishAct(portal: Publishing, acts: readonly Act[], told: Telled): Promise<void> {
  const contents = await Promise.all(acts.map(({ version, row }) => laterContent(portal, row, version)));
  const steps = [...acts.map(({ row }) => insertRow("publications", row)), ...told.steps];
  await portal.writer.commit({ steps, entries: [...newEntries(portal.ledger.open(), contents), ...told.entries] });
}

/** Somebody else published about the version first: what they did is there now to decide by. */
async function orAgainIfTaken<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof KeyTakenError) return work();
    throw error;
  }
}
