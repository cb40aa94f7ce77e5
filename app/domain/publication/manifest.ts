import { z } from "zod";

/** Marks that a clause carries in every language. */
export const CLAUSE_FLAGS = ["conspicuous", "survives", "liability", "jurisdiction", "price", "changeClause"] as const;
export type ClauseFlag = (typeof CLAUSE_FLAGS)[number];

/** Why something is published: what the notice rules are keyed by. */
export const NOTICE_REASONS = ["amend", "end", "changeService", "assign", "startCharging"] as const;
export type NoticeReason = (typeof NOTICE_REASONS)[number];

const LANGUAGE_NAMES = new Intl.DisplayNames("en", { type: "language", fallback: "none" });

const language = z.string().refine(isKnownLanguage, "not a language tag such as zh-CN or en");
const localised = z.record(language, z.string().trim().min(1));

/** Whom an agreement is for, as a file or a row says it. */
export const audience = z.discriminatedUnion("who", [
  z.strictObject({ who: z.literal("everyone") }),
  z.strictObject({ who: z.literal("kind"), kinds: z.array(z.enum(["consumer", "business", "person", "organisation"])).min(1) }),
  z.strictObject({ who: z.literal("place"), places: z.array(z.string().length(2)).min(1) }),
  z.strictObject({ who: z.literal("product"), products: z.array(z.string().min(1)).min(1) }),
  z.strictObject({ who: z.literal("optional") }),
]);
export type Audience = z.infer<typeof audience>;

/** Whether it is a BCP 47 tag of a known language, written as the standard writes it. */
export function isKnownLanguage(tag: string): boolean {
  if (!/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag) || Intl.getCanonicalLocales(tag)[0] !== tag) return false;
  return LANGUAGE_NAMES.of(tag) !== undefined;
}

/** Whether it names a zone of the IANA database that the time zone data here knows, written as there; an offset is none. */
function isZone(zone: string): boolean {
  if (!/^[A-Z][A-Za-z0-9+-]*(\/[A-Z][A-Za-z0-9_+-]*)*$/.test(zone)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** Ten years are surely a slip of the pen. */
const noticeDays = z.number().int().min(0).max(3650);

const purpose = z.strictObject({
  /** Permanent code of the purpose, such as "product-news". */
  code: z.string().regex(/^[a-z][a-z0-9-]*$/),
  title: localised,
  description: localised,
});
export type Purpose = z.infer<typeof purpose>;

/**
 * Whether use of the service after a proven notice may count as acceptance. What is not said holds by default: for businesses only,
 * not where a charge begins, and with a notice that was displayed. Essential changes and consents are never deemed.
 */
const deeming = z.strictObject({
  isOn: z.boolean().optional(),
  customerKinds: z.array(z.enum(["consumer", "business"])).optional(),
  /** Reasons of a publication that need a click. */
  clickReasons: z.array(z.enum(NOTICE_REASONS)).optional(),
  /** How well it must be proved that the notice reached the party: acknowledged, displayed, delivered, published only. */
  minimumGrade: z.enum(["B", "C", "D", "E"]).optional(),
});

/** `content/<agreement>/agreement.json`: what holds for an agreement as long as no version says otherwise. */
export const agreementProperties = z.strictObject({
  slug: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  kind: z.enum(["terms", "consent", "information"]),
  /** Lower comes first and prevails: order pages 10, special terms 20, general terms 30. */
  precedence: z.number().int().min(0),
  audience,
  bindingLanguage: language,
  /** IANA zone in which days of notice are counted and times are shown. */
  zone: z.string().refine(isZone, "not an IANA time zone such as Asia/Shanghai"),
  /** Full days between announcement and effect, for every reason. */
  noticeDays,
  /** Longer notice for some reasons: days by reason. */
  noticeRules: z.partialRecord(z.enum(NOTICE_REASONS), noticeDays).optional(),
  deeming: deeming.optional(),
  contractingParty: z.strictObject({ name: localised, address: localised, contact: z.string() }),
  /** For kind "consent": what is asked, one control each. */
  purposes: z.array(purpose).optional(),
});
export type AgreementProperties = z.infer<typeof agreementProperties>;

const clauseEntry = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  flags: z.array(z.enum(CLAUSE_FLAGS)).optional(),
});

/** `content/<agreement>/<version>.json`: what belongs to one version, one for all its languages. */
export const versionManifest = z.strictObject({
  version: z.number().int().min(1),
  buildsOn: z.number().int().min(1).nullable(),
  changeClass: z.enum(["first", "editorial", "ordinary", "essential"]),
  /** Why it is published; amend where not given. */
  reasons: z.array(z.enum(NOTICE_REASONS)).min(1).optional(),
  /** Why this class, for the approver and the record. */
  classReason: localised,
  /** What changes, for readers. */
  summary: localised,
  /** Ids and flags of the clauses, in the order of the text: preamble paragraphs and numbered clauses. */
  clauses: z.array(clauseEntry),
});
export type VersionManifest = z.infer<typeof versionManifest>;

/** What is stored and hashed with a version: its own manifest and the agreement's properties at that time. */
export const storedManifest = z.strictObject({ agreement: agreementProperties, version: versionManifest });
export type StoredManifest = z.infer<typeof storedManifest>;
