import { hash, id, instant, integer, json, text, word, type ExportColumn } from "#db/compliance/export-columns";

/** What can be exported, as SQL: each row rests on one entry of the ledger (`e`), and no row on anything that may change. */

/** What narrows an export. An agreement and a version are named by their ids; `from` and `until` are instants at which things happened. */
export const EXPORT_FILTERS = ["agreement", "version", "language", "method", "class", "grade", "party", "from", "until"] as const;
export type ExportFilter = (typeof EXPORT_FILTERS)[number];

/** Where rows come from. In its SQL `{name}` is the value of that filter, or `{afterIndex}` and `{afterLine}` where the page before ended. */
export type ExportSource = {
  /** From the entries of the ledger to the rows. */
  walk: string;
  /** From a party to its rows and their entries, which are few; where it is not told the ledger is walked for one party, too. */
  ofParty?: string;
  /** What is joined after either, and what every row meets. */
  joins: string;
  where: string;
  /** What tells rows of one entry apart: 0, 1, 2 …, or the id of what a row is about; null where an entry has one row. */
  line: { by: "number" | "id"; sql: string } | null;
  columns: Readonly<Record<string, ExportColumn>>;
  filters: Partial<Record<ExportFilter, string>>;
};

const PLACE = { ledger: integer(`e."ledgerNumber"`), index: integer(`e."index"`) };

/** The announcement of a version, which says in which zone its days are counted. */
const ZONE = `left join "publications" as p on p."versionId" = v."id" and p."followsId" = ''`;

/** The version of a row, its agreement and its announcement. */
function ofVersion(version: string): string {
  return `cross join "versions" as v on v."id" = ${version} cross join "agreements" as g on g."id" = v."agreementId"
    ${ZONE}`;
}

const ACT_LINE = {
  ...PLACE,
  line: integer(`l."position"`),
  act: id(`a."id"`),
} as const;

const ACT_FACTS = {
  method: word(`a."method"`),
  party: id(`a."partyId"`),
  actor: id(`a."actorId"`),
  delegation: id(`a."delegationId"`),
  agreement: text(`g."slug"`),
  version: integer(`v."number"`),
  versionId: id(`v."id"`),
  class: word(`v."changeClass"`),
  language: text(`l."language"`),
  shownSha256: hash(`l."shownSha256"`),
  bindingSha256: hash(`l."bindingSha256"`),
  follows: id(`nullif(l."followsActId", '')`),
  presentation: id(`a."presentationId"`),
  signIn: id(`a."signInId"`),
  addressConfirmed: integer(`a."isAddressConfirmed"`),
  happenedAt: instant(`a."happenedAt"`),
  recordedAt: instant(`a."recordedAt"`),
  zone: text(`p."zone"`),
} as const;

/** Of one party acts are found by the party: the plus before their kind keeps another index from being taken. */
const ACT_SOURCE = {
  walk: `"ledgerEntries" as e cross join "acts" as a on a."id" = e."recordId"`,
  ofParty: `"acts" as a cross join "ledgerEntries" as e on e."recordId" = a."id"`,
  joins: `cross join "actLines" as l on l."actId" = a."id" ${ofVersion(`l."versionId"`)}`,
  line: { by: "number", sql: `l."position"` },
  filters: {
    agreement: `l."agreementId" = {agreement}`,
    version: `l."versionId" = {version}`,
    language: `l."language" = {language}`,
    method: `a."method" = {method}`,
    class: `v."changeClass" = {class}`,
    party: `a."partyId" = {party}`,
    from: `a."happenedAt" >= {from}`,
    until: `a."happenedAt" < {until}`,
  },
} as const;

/** The notice of a delivery, its agreement, and the version that it is about. */
const OF_NOTICE = `cross join "notices" as n on n."id" = d."noticeId" cross join "agreements" as g on g."id" = n."agreementId"
  left join "versions" as v on v."id" = n."versionId" ${ZONE}`;

const DELIVERY = {
  notice: id(`n."id"`),
  reason: word(`n."reason"`),
  party: id(`d."partyId"`),
  channel: word(`d."channel"`),
  language: text(`d."language"`),
  agreement: text(`g."slug"`),
  version: integer(`v."number"`),
  versionId: id(`n."versionId"`),
} as const;

const NOTICE_FILTERS = { agreement: `n."agreementId" = {agreement}`, version: `n."versionId" = {version}`, class: `v."changeClass" = {class}` } as const;

const DELIVERY_FILTERS = { language: `d."language" = {language}`, party: `d."partyId" = {party}` } as const;

/** Kinds of entries that tell what staff did or saw. */
const STAFF_KINDS = [
  "version.approved", "version.announced", "version.postponed", "version.withdrawn", "translation.added", "clause.voided", "undertaking.given", "agreement.ended",
  "objection.answered", "explanation.answered", "role.granted", "role.revoked", "evidence.exported", "evidence.fetched", "evidence.sent", "evidence.cutShort", "case.viewed", "case.unmasked", "list.viewed", "staff.signedIn", "settings.changed",
  "party.restricted", "party.erased", "key.introduced", "key.retired", "ledger.sealed",
] as const;

/** Every data set by its name. */
export const EXPORT_SETS = {
  acceptances: {
    ...ACT_SOURCE,
    joins: `${ACT_SOURCE.joins} left join "deemedActs" as m on m."actId" = a."id"`,
    filters: { ...ACT_SOURCE.filters, grade: `m."grade" = {grade}` },
    where: `${records("acc_")} and +a."kind" = 'acceptance'`,
    columns: {
      ...ACT_LINE, ...ACT_FACTS,
      grade: word(`m."grade"`),
      precedence: integer(`l."precedence"`),
      replaces: id(`l."replacesActId"`),
      conspicuous: json(`l."conspicuousJson"`),
    },
  },
  declines: { ...ACT_SOURCE, where: `${records("dec_")} and +a."kind" = 'decline'`, columns: { ...ACT_LINE, ...ACT_FACTS } },
  objections: {
    ...ACT_SOURCE,
    joins: `${ACT_SOURCE.joins} cross join "objections" as o on o."actId" = a."id"`,
    where: `${records("obj_")} and +a."kind" = 'objection'`,
    columns: { ...ACT_LINE, ...ACT_FACTS, late: integer(`o."isLate"`), untilAt: instant(`o."untilAt"`) },
  },
  consents: {
    ...ACT_SOURCE,
    where: `+a."kind" in ('consent', 'refusal', 'withdrawal')`,
    columns: { ...ACT_LINE, kind: word(`a."kind"`), purpose: text(`l."purpose"`), ...ACT_FACTS },
  },
  notices: {
    walk: `"ledgerEntries" as e cross join "notices" as n on n."id" = e."recordId"`,
    joins: `cross join "noticeTexts" as t on t."noticeId" = n."id" cross join "agreements" as g on g."id" = n."agreementId" left join "versions" as v on v."id" = n."versionId"
      ${ZONE}`,
    where: records("ntc_"),
    line: { by: "id", sql: `t."language"` },
    columns: {
      ...PLACE,
      language: text(`t."language"`),
      notice: id(`n."id"`),
      reason: word(`n."reason"`),
      agreement: text(`g."slug"`),
      version: integer(`v."number"`),
      versionId: id(`n."versionId"`),
      publication: id(`n."publicationId"`),
      ending: id(`n."endingId"`),
      act: id(`n."actId"`),
      party: id(`n."partyId"`),
      audience: json(`n."audienceJson"`),
      rule: json(`n."ruleJson"`),
      subject: text(`t."subject"`),
      textSha256: hash(`t."textSha256"`),
      htmlSha256: hash(`t."htmlSha256"`),
      ...timesOf("n"),
    },
    filters: { ...NOTICE_FILTERS, language: `t."language" = {language}`, party: `n."partyId" = {party}`, ...between("n") },
  },
  deliveries: {
    // Deliveries that were made together have one entry: a page begins behind the last of the page before, not with the first of them all.
    walk: `"ledgerEntries" as e cross join "deliveryBatches" as b on b."id" = e."recordId"
      cross join "deliveries" as d on d."id" >= max(b."firstId", iif(e."index" = {afterIndex}, {afterLine}, '')) and d."id" <= b."lastId"`,
    ofParty: `"deliveries" as d cross join "deliveryBatches" as b on b."firstId" <= d."id" and b."lastId" >= d."id" cross join "ledgerEntries" as e on e."recordId" = b."id"`,
    joins: OF_NOTICE,
    where: records("dlb_"),
    line: { by: "id", sql: `d."id"` },
    columns: { ...PLACE, delivery: id(`d."id"`), batch: id(`b."id"`), ...DELIVERY, ...timesOf("d") },
    filters: { ...NOTICE_FILTERS, ...DELIVERY_FILTERS, ...between("d") },
  },
  deliveryEvents: {
    walk: `"ledgerEntries" as e cross join json_each(e."entryJson", '$.body.events') as x cross join "deliveryEvents" as s on s."id" = x.value ->> 'event'
      cross join "deliveries" as d on d."id" = s."deliveryId"`,
    ofParty: `"deliveries" as d cross join "deliveryEvents" as s on s."deliveryId" = d."id" cross join "ledgerEntries" as e on e."recordId" = s."enteredAs"`,
    joins: OF_NOTICE,
    where: records("dle_"),
    line: { by: "id", sql: `s."id"` },
    columns: {
      ...PLACE,
      event: id(`s."id"`),
      delivery: id(`d."id"`),
      follows: id(`nullif(s."followsId", '')`),
      state: word(`s."state"`),
      source: word(`s."source"`),
      messageSha256: hash(`s."messageSha256"`),
      ...DELIVERY,
      ...timesOf("s"),
    },
    filters: { ...NOTICE_FILTERS, ...DELIVERY_FILTERS, ...between("s") },
  },
  versions: {
    walk: `"ledgerEntries" as e cross join "publications" as n on n."id" = e."recordId"`,
    joins: `${ofVersion(`n."versionId"`)} cross join "versionTexts" as t on t."versionId" = v."id" and t."isBinding" = 1`,
    where: records("pub_"),
    line: null,
    columns: {
      ...PLACE,
      publication: id(`n."id"`),
      act: word(`n."act"`),
      agreement: text(`g."slug"`),
      version: integer(`v."number"`),
      versionId: id(`v."id"`),
      buildsOn: id(`v."buildsOnId"`),
      class: word(`v."changeClass"`),
      title: text(`t."title"`),
      bindingLanguage: text(`t."language"`),
      bindingSha256: hash(`t."sha256"`),
      manifestSha256: hash(`v."manifestSha256"`),
      approvalSha256: hash(`v."approvalSha256"`),
      author: id(`v."authorId"`),
      approver: id(`v."approverId"`),
      actor: id(`n."actorId"`),
      effectiveAt: instant(`n."effectiveAt"`),
      earliestAt: instant(`n."earliestAt"`),
      noticeDays: integer(`n."noticeDays"`),
      happenedAt: instant(`n."happenedAt"`),
      recordedAt: instant(`n."recordedAt"`),
      zone: text(`n."zone"`),
    },
    filters: {
      agreement: `n."agreementId" = {agreement}`,
      version: `n."versionId" = {version}`,
      class: `v."changeClass" = {class}`,
      from: `n."happenedAt" >= {from}`,
      until: `n."happenedAt" < {until}`,
    },
  },
  audit: {
    walk: `"ledgerEntries" as e`,
    joins: "",
    where: `e."entryJson" ->> '$.kind' in (${STAFF_KINDS.map((kind) => `'${kind}'`).join(", ")})`,
    line: null,
    columns: {
      ...PLACE,
      record: text(`e."recordId"`),
      kind: text(`e."entryJson" ->> '$.kind'`),
      actor: text(`e."entryJson" ->> '$.body.actor'`),
      author: text(`e."entryJson" ->> '$.body.author'`),
      approver: text(`e."entryJson" ->> '$.body.approver'`),
      signIn: text(`e."entryJson" ->> '$.body.signIn'`),
      body: json(`e."entryJson" -> '$.body'`),
      happenedAt: instant(`e."entryJson" ->> '$.at'`),
      recordedAt: instant(`e."entryJson" ->> '$.recordedAt'`),
    },
    filters: { from: `e."entryJson" ->> '$.at' >= {from}`, until: `e."entryJson" ->> '$.at' < {until}` },
  },
  ledger: {
    walk: `"ledgerEntries" as e`,
    joins: "",
    where: "true",
    line: null,
    columns: {
      ...PLACE,
      record: text(`e."recordId"`),
      kind: text(`e."entryJson" ->> '$.kind'`),
      leafSha256: hash(`e."leafHash"`),
      entry: json(`e."entryJson"`),
      happenedAt: instant(`e."entryJson" ->> '$.at'`),
      recordedAt: instant(`e."entryJson" ->> '$.recordedAt'`),
    },
    filters: { from: `e."entryJson" ->> '$.at' >= {from}`, until: `e."entryJson" ->> '$.at' < {until}` },
  },
} as const satisfies Record<string, ExportSource>;

export type ExportSetName = keyof typeof EXPORT_SETS;

function timesOf(table: string) {
  return { happenedAt: instant(`${table}."happenedAt"`), recordedAt: instant(`${table}."recordedAt"`), zone: text(`p."zone"`) } as const;
}

function between(table: string) {
  return { from: `${table}."happenedAt" >= {from}`, until: `${table}."happenedAt" < {until}` } as const;
}

/** Entries that name a record of this kind: known by the id alone, before the record is looked up. */
function records(prefix: string): string {
  return `substr(e."recordId", 1, ${prefix.length}) = '${prefix}'`;
}
