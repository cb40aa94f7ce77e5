import { z } from "zod";
import { bindingText, textFor, type OfferedVersion } from "#app/domain/acceptance/offer";
import type { PurposeStanding } from "#app/domain/acceptance/purpose-standing";
import type { Version } from "#app/domain/publication/history";
import { createTextCache } from "#app/domain/publication/text-cache";
import { canonicalJson } from "#app/ledger/canonical";

const offeredClause = z.strictObject({ id: z.string(), number: z.string().nullable(), sha256: z.string() });

/** A version as a screen offers it: enough to say later exactly what was shown, and whether it is still so. */
const offeredText = z.strictObject({
  agreementId: z.string(),
  slug: z.string(),
  versionId: z.string(),
  number: z.number().int(),
  manifestSha256: z.string(),
  language: z.string(),
  shownSha256: z.string(),
  bindingLanguage: z.string(),
  bindingSha256: z.string(),
  precedence: z.number().int(),
});

const termsLine = offeredText.extend({
  status: z.enum(["in force", "announced"]),
  effectiveAt: z.string(),
  zone: z.string(),
  isOwed: z.boolean(),
  /** The version that goes on binding the party when it declines. */
  binds: z.number().int().nullable(),
  /** Announced versions of the same agreement, shown as coming. */
  coming: z.array(z.strictObject({ number: z.number().int(), effectiveAt: z.string() })),
  /** The conspicuous clauses as listed on the screen; digests of their source in the language shown. */
  conspicuous: z.array(offeredClause),
});
export type TermsLine = z.infer<typeof termsLine>;
export type OfferedClause = z.infer<typeof offeredClause>;

const consentAnswers = ["give", "refuse", "withdraw"] as const;
export type ConsentAnswer = (typeof consentAnswers)[number];

const consentLine = offeredText.extend({
  purpose: z.string(),
  state: z.enum(["open", "given", "refused", "withdrawn"]),
  isFormer: z.boolean(),
  /** The controls on the screen. */
  answers: z.array(z.enum(consentAnswers)),
});
export type ConsentLine = z.infer<typeof consentLine>;

const offeredSet = z.discriminatedUnion("purpose", [
  z.strictObject({ purpose: z.literal("terms"), lines: z.array(termsLine).min(1) }),
  z.strictObject({ purpose: z.literal("consent"), lines: z.tuple([consentLine]) }),
]);
export type OfferedSet = z.infer<typeof offeredSet>;
export type TermsSet = Extract<OfferedSet, { purpose: "terms" }>;
export type ConsentSet = Extract<OfferedSet, { purpose: "consent" }>;

/** The set as it is stored and hashed: canonical JSON. */
export function writeSet(set: OfferedSet): string {
  return canonicalJson(set);
}

/** Most people are offered the same few sets, each read once by its text. */
const read = createTextCache<OfferedSet>(1_000_000);

/** Reads a stored set. Throws on anything else. */
export function parseSet(json: string): OfferedSet {
  const set = read.get(json) ?? offeredSet.parse(JSON.parse(json));
  read.set(json, set, json.length);
  return set;
}

/** Whether a word names an answer to a consent. */
export function isConsentAnswer(word: unknown): word is ConsentAnswer {
  return consentAnswers.some((answer) => answer === word);
}

/** A version of a set of terms, without the conspicuous clauses, which are read from its text. */
export function termsLineOf(offered: OfferedVersion, language: string): TermsLine {
  const { version, standing, status, effectiveAt, isOwed, coming } = offered;
  return {
    ...offeredTextOf(standing, version, language),
    status,
    effectiveAt,
    zone: version.manifest.agreement.zone,
    isOwed,
    binds: standing.binds?.version.number ?? null,
    coming,
    conspicuous: [],
  };
}

/** A purpose as its screen offers it. */
export function consentLineOf(standing: PurposeStanding, slug: string, language: string): ConsentLine {
  const { agreementId, version, purpose, state, isFormer } = standing;
  return {
    ...offeredTextOf({ agreementId, slug }, version, language),
    purpose: purpose.code,
    state,
    isFormer,
    answers: answersTo(standing),
  };
}

/** Whether a version's texts are still those that a line names; a translation may have been corrected meanwhile. */
export function hasTextsOf(line: z.infer<typeof offeredText>, version: Version): boolean {
  const shown = version.texts.find(({ language }) => language === line.language);
  return shown?.sha256 === line.shownSha256 && bindingText(version).sha256 === line.bindingSha256;
}

/** What may be answered: who is asked may give or refuse, who gave may withdraw, who refused or withdrew may give. */
function answersTo({ state, isAsked, isFormer }: PurposeStanding): ConsentAnswer[] {
  if (isFormer) return ["withdraw"];
  if (state === "open") return ["give", "refuse"];
  if (state === "given") return isAsked ? ["give", "withdraw"] : ["withdraw"];
  return ["give"];
}

function offeredTextOf(agreement: { agreementId: string; slug: string }, version: Version, language: string): z.infer<typeof offeredText> {
  const shown = textFor(version, language);
  const binding = bindingText(version);
  return {
    agreementId: agreement.agreementId,
    slug: agreement.slug,
    versionId: version.id,
    number: version.number,
    manifestSha256: version.manifestSha256,
    language: shown.language,
    shownSha256: shown.sha256,
    bindingLanguage: binding.language,
    bindingSha256: binding.sha256,
    precedence: version.manifest.agreement.precedence,
  };
}
