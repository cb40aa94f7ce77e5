import { newId } from "#app/domain/ids";
import type { Instant } from "#app/domain/instant";
import { checkReason, checkRole, type Actor } from "#app/domain/publication/actor";
import { readHistory } from "#app/domain/publication/catalog.server";
import { checkClock } from "#app/domain/publication/checks";
import type { AgreementHistory } from "#app/domain/publication/history";
import { recordRefusals } from "#app/domain/publication/refused.server";
import { planNewDate, planWithdrawals } from "#app/domain/publication/reschedule";
import { checkWords, type WordsByLanguage } from "#app/domain/publication/words";
import { DomainError } from "#app/domain/refusal";
import { LANGUAGES } from "#app/messages/catalogue";
import type { Portal } from "#app/portal.server";
import { insertRow, KeyTakenError } from "#db/commit";

type Publishing = Pick<Portal, "db" | "writer" | "now">;
/** `notice`: what readers are told, by language. */
type Announced = { slug: string; number: number; actor: Actor; reason: string; notice: WordsByLanguage };

/** A version has a new date: later within the same notice, or announced anew. */
export type Rescheduled = { act: "postponed" | "announced"; effectiveAt: Instant; earliestAt: Instant };

/**
 * Gives an announced version another date. An approver does it who is not the version's author. A later date (up to 90
 * days after the one announced) goes on with the notice; an earlier or still later one starts it again. The text stays.
 * Refuses role-missing, approver-is-author, reason-missing, words-missing, clock-behind and what planNewDate refuses.
 */
export async function postponeVersion(portal: Publishing, input: Announced & { effectiveAt: Instant }): Promise<Rescheduled> {
  const { slug, number, actor, effectiveAt } = input;
  return recordRefusals(portal, { operation: "postponeVersion", subject: `${slug}@${number}`, actor }, () => orAgainIfTaken(async () => {
    checkRole(actor, "approver");
    const reason = checkReason(input.reason);
    checkWords("notice", input.notice, LANGUAGES);
    const { history, at } = await readNow(portal, slug);
    const { version, working, ...dates } = planNewDate(history, { number, effectiveAt, now: at });
    if (version.authorId === actor.accountId) throw new DomainError("approver-is-author");
    const row = { agreementId: history.id, versionId: version.id, ...dates, ruleJson: working && JSON.stringify(working), noticeJson: JSON.stringify(input.notice) };
    await portal.writer.commit({ steps: [publicationStep({ ...row, actorId: actor.accountId, reason }, at)] });
    return { act: working ? "announced" : "postponed", effectiveAt, earliestAt: dates.earliestAt };
  }));
}

/**
 * Withdraws an announced version before it takes effect, and with it every announced version built on it. Gives their
 * numbers. Refuses role-missing, reason-missing, words-missing, clock-behind and what planWithdrawals refuses.
 */
export async function withdrawVersion(portal: Publishing, input: Announced): Promise<{ withdrawn: number[] }> {
  const { slug, number, actor } = input;
  return recordRefusals(portal, { operation: "withdrawVersion", subject: `${slug}@${number}`, actor }, () => orAgainIfTaken(async () => {
    checkRole(actor, "approver");
    const reason = checkReason(input.reason);
    checkWords("notice", input.notice, LANGUAGES);
    const { history, at } = await readNow(portal, slug);
    const withdrawals = planWithdrawals(history, { number, now: at });
    const steps = withdrawals.map(({ version, followsId }) => {
      const { earliestAt, noticeDays, zone } = latestDates(history, version.id);
      const row = { agreementId: history.id, versionId: version.id, followsId, act: "withdrawn" as const, effectiveAt: null, ruleJson: null, noticeJson: JSON.stringify(input.notice) };
      return publicationStep({ ...row, earliestAt, noticeDays, zone, actorId: actor.accountId, reason }, at);
    });
    await portal.writer.commit({ steps });
    return { withdrawn: withdrawals.map(({ version }) => version.number) };
  }));
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

type Row = Omit<Parameters<typeof insertRow<"publications">>[1], "id" | "happenedAt" | "recordedAt">;

function publicationStep(row: Row, at: Instant) {
  return insertRow("publications", { ...row, id: newId("pub", at), happenedAt: at, recordedAt: at });
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
