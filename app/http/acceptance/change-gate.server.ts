import { askedAtGate, type Gate, type GateItem } from "#app/domain/acceptance/gate";
import { textFor } from "#app/domain/acceptance/offer";
import { mayReceive } from "#app/domain/notice/inbox/inbox.server";
import { messageParts, type MessagePart } from "#app/domain/notice/inbox/message-parts";
import { displayNotice, readMessage } from "#app/domain/notice/inbox/message.server";
import { readHistories } from "#app/domain/publication/catalog.server";
import { compareVersions } from "#app/domain/publication/compare.server";
import type { AgreementHistory } from "#app/domain/publication/history";
import { inLanguage, type Localised } from "#app/domain/publication/localised";
import { changesOf } from "#app/domain/text/redline";
import type { Exchange } from "#app/http/context";
import type { NoticeRedline } from "#app/http/notices/notice-page.server";
import { isOwnNavigation } from "#app/http/own-navigation.server";
import type { Viewer } from "#app/http/viewer.server";
import type { Language } from "#app/messages/catalogue";
import { gateMessages } from "#app/messages/gate";
import { formatInstant } from "#app/messages/time";
import { findMessageAbout } from "#db/gate";

/** One change as the gate shows it. */
export type ChangeView = Pick<GateItem, "kind" | "code" | "slug" | "changeClass" | "announcedAt" | "effectiveAt" | "binds" | "objectUntil" | "personalFrom"> & {
  versionId: string;
  number: number;
  title: Localised;
  zone: string;
  /** Why it is shown, with dates. */
  why: string;
  /** What changes, in the operator's words. */
  summary: Localised;
  /** Of a change that is announced, the notice as it lies in the party's inbox; null where none does yet. */
  message: { deliveryId: string; subject: string; language: string; parts: MessagePart[] } | null;
  /** The differences from the version that binds; null where none does. */
  changes: NoticeRedline | null;
};

export type ChangeGateView = {
  kind: Gate["kind"];
  /** All that is asked or shown, in order of precedence. */
  changes: ChangeView[];
  /** What is offered for acceptance, as `?set=` takes it; null where nothing is asked. */
  set: string | null;
  /** Whether "continue to the service" is an answer: use counts as acceptance of each version that is asked. */
  mayContinue: boolean;
  /** What the button "continue" was shown for. */
  versions: string;
  /** What was answered before; told where nothing is asked. */
  answered: { slug: string; number: number; title: Localised; why: string }[];
};

type Shown = { viewer: Viewer; gate: Gate; language: Language };

/** What a viewer meets, in full. That notices were served whole to their own navigation is recorded before the page goes out. */
export async function viewChangeGate(exchange: Exchange, { viewer, gate, language }: Shown): Promise<ChangeGateView> {
  const histories = await readHistories(exchange.context.portal);
  const shown = gate.items.filter(({ kind }) => kind !== "open");
  const asked = askedAtGate(gate);
  return {
    kind: gate.kind,
    changes: await Promise.all(shown.map((item) => viewChange(exchange, { viewer, language, item, histories }))),
    set: asked.length === 0 ? null : asked.map(({ slug, version }) => `${slug}@${version.number}`).join(","),
    mayContinue: mayContinue(gate),
    versions: asked.map(({ version }) => version.id).join(","),
    answered: gate.items.filter(({ code }) => code !== "not-asked").map((item) => ({ slug: item.slug, number: item.version.number, title: titleOf(item, language), why: describeItem(item, language) })),
  };
}

/** Whether going on to the service answers all that is asked. */
export function mayContinue(gate: Gate): boolean {
  const asked = askedAtGate(gate);
  return gate.kind === "ordinary" && asked.every(({ continuing }) => continuing !== null);
}

type OneItem = { viewer: Viewer; language: Language; item: GateItem; histories: readonly AgreementHistory[] };

async function viewChange(exchange: Exchange, one: OneItem): Promise<ChangeView> {
  const { item, language } = one;
  const { kind, code, slug, version, changeClass, announcedAt, effectiveAt, binds, objectUntil, personalFrom } = item;
  const { agreement, version: { summary } } = version.manifest;
  return {
    kind, code, slug, changeClass, announcedAt, effectiveAt, binds, objectUntil, personalFrom,
    versionId: version.id,
    number: version.number,
    title: titleOf(item, language),
    zone: agreement.zone,
    why: describeItem(item, language),
    summary: inLanguage(summary, [language, agreement.bindingLanguage]),
    message: await showMessage(exchange, one),
    changes: await readChanges(exchange, one),
  };
}

function describeItem({ code, version, binds, effectiveAt, personalFrom }: GateItem, language: Language): string {
  const time = (instant: string) => formatInstant(instant, { zone: version.manifest.agreement.zone, language });
  const facts = { number: version.number, binds: binds ?? 0, effective: time(effectiveAt), personal: time(personalFrom ?? effectiveAt) };
  return gateMessages[language].why[code](facts);
}

function titleOf({ version }: GateItem, wanted: Language): Localised {
  const { title: text, language } = textFor(version, wanted);
  return { text, language };
}

/** Of a change that is announced, the party's own message, recorded as displayed where its own browser asks for the page. */
async function showMessage({ request, context: { portal } }: Exchange, { viewer, item, language }: OneItem): Promise<ChangeView["message"]> {
  if (item.kind !== "announced") return null;
  const found = await findMessageAbout(portal.db, { partyId: viewer.partyId, versionId: item.version.id });
  if (found === null || !(await mayReceive(portal, viewer))) return null;
  const message = await readMessage(portal, viewer, { deliveryId: found, language });
  if (message.displayedAt === null && isOwnNavigation(request)) await displayNotice(portal, viewer, message);
  return { deliveryId: found, subject: message.subject, language: message.language, parts: messageParts(message.text) };
}

async function readChanges({ context: { portal } }: Exchange, { item, histories, language }: OneItem): Promise<NoticeRedline | null> {
  const versions = histories.find(({ id }) => id === item.agreementId)?.versions;
  const from = versions?.find(({ number }) => number === item.binds);
  if (!from || from.number >= item.version.number) return null;
  const { redline, ...texts } = await compareVersions(portal, { from, to: item.version, language });
  return { redline: { ...redline, parts: changesOf(redline) }, from: from.number, languages: { old: texts.from.language, new: texts.to.language } };
}
