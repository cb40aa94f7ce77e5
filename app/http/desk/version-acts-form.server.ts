import { data, redirect } from "@remix-run/node";
import { isFreshSignIn } from "#app/domain/access/sign-in-again.server";
import type { Instant } from "#app/domain/instant";
import { readAskedInstant } from "#app/domain/publication/drafting/asked";
import { postponeVersion, previewPostponement, previewWithdrawal, withdrawVersion } from "#app/domain/publication/later/later-acts.server";
import { findNumber, readTimeline, zoneOf } from "#app/domain/publication/reading.server";
import type { TimelineEntry } from "#app/domain/publication/timeline";
import type { NoticeWorking } from "#app/domain/publication/notice-rule";
import { DomainError } from "#app/domain/refusal";
import { textOf } from "#app/http/account/account-fields.server";
import type { Exchange } from "#app/http/context";
import { orActRefill, readActForm, refillAct, typedIn, type ActRefill, type SentAct } from "#app/http/desk/version-acts-refill.server";
import { headOf, type StaffHead } from "#app/http/desk/version-acts-view.server";
import type { Viewer } from "#app/http/viewer.server";
import { LANGUAGES, type Language } from "#app/messages/catalogue";
import type { Portal } from "#app/portal.server";

/** An act as it will be done, to be checked once more. `shown` names what was looked at. */
export type Confirm<T> = T & { typed: ActRefill["typed"]; shown: string; hasChanged: boolean };
export type PostponeConfirm = Confirm<{ effectiveAt: Instant; working: NoticeWorking | null }>;
export type WithdrawConfirm = Confirm<{ numbers: number[]; inForce: number | null }>;

/** The page of an announced version that may be moved or withdrawn. */
export type MovableView = { head: StaffHead; number: number; effectiveAt: Instant; inForce: number | null; isFresh: boolean };

type Address = { slug: string; number: string };

/** An announced version. Throws agreement-unknown, version-unknown, version-withdrawn, version-in-force. */
export async function viewMovable(portal: Portal, { slug, number }: Address, { viewer, language }: { viewer: Viewer; language: Language }): Promise<MovableView> {
  const found = await readTimeline(portal, slug);
  const { version, status, effectiveAt } = findNumber(found.timeline, { slug, number });
  if (effectiveAt === null) throw new DomainError("version-withdrawn", { number: version.number });
  if (status !== "announced") throw new DomainError("version-in-force", { number: version.number, effectiveAt });
  const isFresh = await isFreshSignIn(portal, viewer.signInId);
  return { head: headOf(found, language), number: version.number, effectiveAt, inForce: numberInForce(found.timeline), isFresh };
}

function numberInForce(timeline: readonly TimelineEntry[]): number | null {
  return timeline.find(({ status }) => status === "in force")?.version.number ?? null;
}

/** Answers the form for another date: first what it will mean, then the act. */
export async function answerPostpone(exchange: Exchange, address: Address) {
  const sent = await readActForm(exchange, ["approver"]);
  return orActRefill(sent, async () => {
    if (textOf(sent.form, "intent") === "change") return refillAct(sent.form, {});
    const { portal } = exchange.context;
    const { timeline } = await readTimeline(portal, address.slug);
    const wanted = textOf(sent.form, "effective");
    const input = { ...announcedIn(sent, address), effectiveAt: readAskedInstant(wanted, zoneOf(timeline)) };
    const { working, version } = await previewPostponement(portal, input);
    const before = findNumber(timeline, address).effectiveAt;
    const shown = [version.number, working ? "announced" : "postponed", before, input.effectiveAt].join(" ");
    if (!isConfirmed(sent.form, shown)) return confirm<PostponeConfirm>(sent.form, { effectiveAt: input.effectiveAt, working, shown });
    await postponeVersion(portal, input);
    return redirect(backTo(address), { status: 303 });
  });
}

/** Answers the form that withdraws: first which versions fall, then the act. */
export async function answerWithdraw(exchange: Exchange, address: Address) {
  const sent = await readActForm(exchange, ["approver"]);
  return orActRefill(sent, async () => {
    if (textOf(sent.form, "intent") === "change") return refillAct(sent.form, {});
    const { portal } = exchange.context;
    const input = announcedIn(sent, address);
    const fallen = await previewWithdrawal(portal, input);
    const numbers = fallen.map(({ number }) => number).toSorted((a, b) => a - b);
    const shown = numbers.join(" ");
    const inForce = numberInForce((await readTimeline(portal, address.slug)).timeline);
    if (!isConfirmed(sent.form, shown)) return confirm<WithdrawConfirm>(sent.form, { numbers, inForce, shown });
    await withdrawVersion(portal, input);
    return redirect(backTo(address), { status: 303 });
  });
}

function announcedIn({ form, viewer }: SentAct, { slug, number }: Address) {
  const notice = Object.fromEntries(LANGUAGES.map((language) => [language, textOf(form, `notice.${language}`).trim().slice(0, 5000)]));
  return { slug, number: Number(number), actor: viewer, reason: textOf(form, "reason").slice(0, 2000), notice };
}

function isConfirmed(form: FormData, shown: string): boolean {
  return textOf(form, "intent") === "confirm" && textOf(form, "shown") === shown;
}

function confirm<T extends Confirm<object>>(form: FormData, facts: Omit<T, "typed" | "hasChanged">) {
  const hasChanged = textOf(form, "intent") === "confirm";
  return data({ confirm: { ...facts, typed: withoutShown(form), hasChanged } as T });
}

function withoutShown(form: FormData): ActRefill["typed"] {
  return Object.fromEntries(Object.entries(typedIn(form)).filter(([name]) => name !== "shown"));
}

function backTo({ slug, number }: Address): string {
  return `/editor/agreements/${slug}#version-${number}`;
}
