import type { ActLine } from "#app/domain/acceptance/act-line";
import type { ReceiptLine } from "#app/domain/evidence/receipt/receipt";
import { textFile } from "#app/domain/publication/files/text-file";
import type { JsonObject, JsonValue } from "#app/ledger/canonical";

type Meaning = { state: string; dpv: string; isConsent: boolean };

/**
 * What an act was, in our words and those of the Data Privacy Vocabulary 2.3. Accepted terms are a contract and never a
 * consent.
 */
export const MEANING: Record<ActLine["kind"], Meaning> = {
  acceptance: { state: "accepted", dpv: "dpv:AcceptContract", isConsent: false },
  decline: { state: "declined", dpv: "dpv:RefuseContract", isConsent: false },
  objection: { state: "objected", dpv: "dpv:RefuseContract", isConsent: false },
  consent: { state: "given", dpv: "dpv:ConsentGiven", isConsent: true },
  refusal: { state: "refused", dpv: "dpv:ConsentRefused", isConsent: true },
  withdrawal: { state: "withdrawn", dpv: "dpv:ConsentWithdrawn", isConsent: true },
};

/** What ISO/IEC TS 27560 asks of the record of a consent and no notice states apart from its text. */
export const NOT_STATED: readonly string[] = [
  "pii_type", "recipient_third_parties", "storage_locations", "retention_period", "jurisdiction", "validity_duration",
];

/** A version as the member of a record: `documents` of terms, `privacy_notice` of a consent. */
export function documentOf(line: ReceiptLine, publicUrl: string): JsonValue {
  const { version, shown, binding } = line;
  return {
    id: line.agreementId,
    slug: line.slug,
    version: version.number,
    version_id: version.id,
    title: shown.title,
    language: shown.language,
    sha256: shown.sha256,
    url: textUrl(line, publicUrl),
    binding: { language: binding.language, sha256: binding.sha256, url: textUrl({ ...line, shown: binding }, publicUrl) },
    manifest_sha256: version.manifestSha256,
    precedence: line.precedence,
    effective_at: line.effectiveAt,
    conspicuous: line.conspicuous,
    replaces_record: line.replacesActId,
  };
}

/** Where the very text that was shown stays for ever. */
export function textUrl({ slug, version, shown }: Pick<ReceiptLine, "slug" | "version" | "shown">, publicUrl: string): string {
  return `${publicUrl}/agreements/${slug}/versions/${version.number}/${textFile(shown)}`;
}

/** Who stands opposite the person, each once, as the versions name them. */
export function controllersOf(lines: readonly ReceiptLine[]): JsonObject[] {
  const parties = lines.map(({ version }) => version.manifest.agreement.contractingParty);
  const each = parties.filter((party, index) => parties.findIndex((one) => JSON.stringify(one) === JSON.stringify(party)) === index);
  return each.map(({ name, address, contact }, index) => ({ party_id: `operator-${index + 1}`, name, address, contact }));
}

/** The purposes of a consent, with what was said about them. */
export function purposesOf(lines: readonly ReceiptLine[]): JsonObject[] {
  return lines.flatMap(({ purpose, version }) => {
    if (purpose === null) return [];
    const definition = version.manifest.agreement.purposes?.find(({ code }) => code === purpose);
    return { code: purpose, title: definition?.title ?? null, description: definition?.description ?? null };
  });
}

/** Where a consent is withdrawn. */
export function withdrawalUrl(publicUrl: string): string {
  return `${publicUrl}/consents`;
}
