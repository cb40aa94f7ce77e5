import { textFor } from "#app/domain/acceptance/offer";
import type { PurposeStanding } from "#app/domain/acceptance/purpose-standing";
import type { Reason } from "#app/domain/acceptance/reason";
import type { Binding, NextStanding, Standing } from "#app/domain/acceptance/standing";
import type { Receipt, ReceiptLine } from "#app/domain/evidence/receipt/receipt";
import { inLanguage, type Localised } from "#app/domain/publication/localised";
import type { Version } from "#app/domain/publication/history";
import { purposeTitle } from "#app/http/evidence/receipt-view";
import { describeReason } from "#app/messages/acceptance";
import type { Language } from "#app/messages/catalogue";

/** A version as a page of one's own names it. */
export type NamedVersion = { slug: string; number: number; title: Localised; zone: string };

export type MyAgreementsView = {
  /** What waits for an answer. */
  asked: (NamedVersion & { sentence: string })[];
  binding: (NamedVersion & { since: string; acceptedAt: string; method: Binding["method"]; actId: string; inForce: number | null; sentence: string | null })[];
  /** Declined, so that nothing of it binds. */
  declined: (NamedVersion & { sentence: string })[];
  coming: (NamedVersion & { effectiveAt: string; now: NextStanding["now"]; sentence: string; mayAccept: boolean })[];
  /** In force and not asked, but open to be accepted. */
  voluntary: (NamedVersion & { sentence: string })[];
  consents: { slug: string; title: Localised; state: PurposeStanding["state"]; isAsked: boolean }[];
};

export type PastActView = {
  actId: string;
  kind: ReceiptLine["kind"];
  method: Binding["method"];
  at: string;
  zone: string;
  /** Address of the person who acted for an organisation, as granted; null for an act of one's own. */
  by: string | null;
  lines: (NamedVersion & { purpose: Localised | null })[];
};

/** Everything about a party's agreements but its history, in the language of the interface. */
export function viewMyAgreements(standings: readonly Standing[], language: Language): MyAgreementsView {
  const inForce = standings.flatMap((standing) => (standing.inForce ? [{ standing, version: standing.inForce.version }] : []));
  const described = ({ standing, version }: { standing: Standing; version: Version }) => ({
    ...nameVersion(standing.slug, version, language),
    sentence: describe(standing, language),
  });
  const isVoluntary = ({ standing }: { standing: Standing }) => standing.kind === "terms" && standing.now === "none" && !standing.binds;
  return {
    asked: inForce.filter(({ standing }) => standing.now === "required").map(described),
    binding: standings.flatMap((standing) => viewBinding(standing, language)).toSorted((a, b) => a.precedence - b.precedence),
    declined: inForce.filter(({ standing }) => standing.now === "declined").map(described),
    coming: standings.flatMap((standing) => standing.next.map((next) => viewComing(standing, next, language))),
    voluntary: inForce.filter(isVoluntary).map(described),
    consents: standings.flatMap(({ slug, purposes }) => purposes.map((purpose) => viewPurpose(slug, purpose, language))),
  };
}

/** An act of one's history; times in the zone of its first agreement. */
export function viewPastAct({ act, lines, by }: { act: Receipt["act"]; lines: readonly ReceiptLine[]; by: string | null }, language: Language): PastActView {
  return {
    actId: act.id,
    kind: act.kind,
    method: act.method,
    by,
    at: act.happenedAt,
    zone: lines[0]?.version.manifest.agreement.zone ?? "UTC",
    lines: lines.map((line) => ({ ...nameVersion(line.slug, line.version, language), purpose: purposeTitle(line, language) })),
  };
}

/** Reasons that the facts beside them, or another list of the page, tell already. */
const SAID_ELSEWHERE: Reason["code"][] = ["accepted", "declined", "newer-version"];

function viewBinding(standing: Standing, language: Language) {
  const { binds, slug, inForce } = standing;
  if (!binds) return [];
  const { since, acceptedAt, method, actId, version } = binds;
  const { precedence } = version.manifest.agreement;
  const sentence = SAID_ELSEWHERE.includes(standing.reason.code) ? null : describe(standing, language);
  const number = inForce?.version.number ?? null;
  return [{ ...nameVersion(slug, version, language), since, acceptedAt, method, actId, inForce: number, sentence, precedence }];
}

function viewComing({ slug }: Standing, { version, effectiveAt, now, reason }: NextStanding, language: Language) {
  const name = nameVersion(slug, version, language);
  const sentence = describeReason(reason, { language, zone: name.zone });
  return { ...name, effectiveAt, now, sentence, mayAccept: now !== "accepted" };
}

function viewPurpose(slug: string, { purpose, state, isAsked, version }: PurposeStanding, language: Language) {
  return { slug, title: inLanguage(purpose.title, [language, version.manifest.agreement.bindingLanguage]), state, isAsked };
}

function nameVersion(slug: string, version: Version, language: Language): NamedVersion {
  const text = textFor(version, language);
  return { slug, number: version.number, title: { text: text.title, language: text.language }, zone: version.manifest.agreement.zone };
}

function describe({ reason, inForce, binds }: Standing, language: Language): string {
  const zone = (inForce?.version ?? binds?.version)?.manifest.agreement.zone ?? "UTC";
  return describeReason(reason, { language, zone });
}
