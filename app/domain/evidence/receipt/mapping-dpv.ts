import { controllersOf, MEANING, purposesOf, textUrl, withdrawalUrl } from "#app/domain/evidence/receipt/mapping";
import type { Receipt, ReceiptLine } from "#app/domain/evidence/receipt/receipt";
import { DomainError } from "#app/domain/refusal";
import type { JsonObject, JsonValue } from "#app/ledger/canonical";

/** What the members of the view mean; it stands in every view itself, so that nothing is fetched to read one. */
export const DPV_CONTEXT: JsonObject = {
  "@version": 1.1,
  dpv: "https://w3id.org/dpv#",
  dct: "http://purl.org/dc/terms/",
  schema: "https://schema.org/",
  xsd: "http://www.w3.org/2001/XMLSchema#",
  "dct:conformsTo": { "@type": "@id" },
  "dct:source": { "@type": "@id" },
  "dpv:hasConsentStatus": { "@type": "@id" },
  "dpv:hasLegalBasis": { "@type": "@id" },
  "dpv:isIndicatedAtTime": { "@type": "xsd:dateTime" },
  "dpv:isIndicatedBy": { "@type": "@id" },
};

/** The profile of DPV for records after ISO/IEC TS 27560. */
const PROFILE = "https://w3id.org/dpv/schema/dpv-27560#record";

/**
 * The record of a consent in the words of the Data Privacy Vocabulary 2.3, as JSON-LD. It names persons by ids alone. Throws
 * receipt-not-consent for accepted or declined terms: to call those a consent would be false.
 */
export function consentViewOf({ act, lines }: Receipt, publicUrl: string): JsonValue {
  const { isConsent, dpv: status } = MEANING[act.kind];
  if (!isConsent) throw new DomainError("receipt-not-consent");
  return {
    "@context": DPV_CONTEXT,
    "@id": `urn:concordat:record:${act.id}`,
    "@type": "dpv:ConsentRecord",
    "dct:conformsTo": PROFILE,
    "dct:identifier": act.id,
    "dct:language": act.language,
    "dct:source": `${publicUrl}/receipts/${act.id}`,
    "dpv:hasDataSubject": { "@id": `urn:concordat:party:${act.partyId}`, "@type": "dpv:DataSubject" },
    "dpv:hasDataController": controllersOf(lines).map(controllerView),
    "dpv:hasNotice": lines.map((line) => noticeView(line, publicUrl)),
    "dpv:hasPurpose": purposesOf(lines).map(purposeView),
    "dpv:hasLegalBasis": "dpv:Consent",
    "dpv:hasConsentStatus": status,
    "dpv:hasConsentControl": { "@type": "dpv:WithdrawConsent", "schema:url": withdrawalUrl(publicUrl) },
    "dpv:hasIndicationMethod": act.method,
    "dpv:isIndicatedAtTime": act.happenedAt,
    "dpv:isIndicatedBy": `urn:concordat:account:${act.actorId}`,
  };
}

function controllerView({ party_id: id, name = null, address = null, contact = null }: JsonObject): JsonObject {
  return {
    "@type": "dpv:DataController",
    "dct:identifier": id ?? null,
    "schema:name": inLanguages(name),
    "schema:address": inLanguages(address),
    "schema:email": contact,
  };
}

function purposeView({ code, title = null, description = null }: JsonObject): JsonObject {
  return { "@type": "dpv:Purpose", "dct:identifier": code ?? null, "dct:title": inLanguages(title), "dct:description": inLanguages(description) };
}

function noticeView(line: ReceiptLine, publicUrl: string): JsonObject {
  const { shown, version } = line;
  return {
    "@id": textUrl(line, publicUrl),
    "@type": "dpv:ConsentNotice",
    "dct:title": { "@value": shown.title, "@language": shown.language },
    "dct:hasVersion": String(version.number),
    "dct:language": shown.language,
    "schema:sha256": shown.sha256,
  };
}

/** Words by language as JSON-LD writes them. */
function inLanguages(words: JsonValue): JsonValue {
  if (words === null || typeof words !== "object" || Array.isArray(words)) return words;
  return Object.entries(words).map(([language, text]): JsonValue => ({ "@value": text ?? null, "@language": language }));
}
