/** What can be exported, as SQL: each row rests on one entry of the ledger (`e`), and no row on anything that may change. */

/** How a column is written: text is quoted and guarded, json is text too; the others have none of the signs that would need it. */
export type ColumnType = "id" | "word" | "hash" | "integer" | "instant" | "text" | "json";

export type ExportColumn = { type: ColumnType; sql: string };

/** What narrows an export. An agreement and a version are named by their ids; `from` and `until` are instants at which things happened. */
export const EXPORT_FILTERS = ["agreement", "version", "language", "method", "class", "party", "from", "until"] as const;
export type ExportFilter = (typeof EXPORT_FILTERS)[number];

export type ExportSource = {
  /** The table of the records that entries name, and how they are found by each other. */
  record: { table: string; on: string } | null;
  /** What is joined to the record, and what every row meets. */
  joins: string;
  where: string;
  /** What tells rows of one entry apart: 0, 1, 2 …, or the id of what a row is about; null where an entry has one row. */
  line: { by: "number" | "id"; sql: string } | null;
  columns: Readonly<Record<string, ExportColumn>>;
  filters: Partial<Record<ExportFilter, string>>;
};

const PLACE = { ledger: integer(`e."ledgerNumber"`), index: integer(`e."index"`) };

/** The version of a line, its agreement, and the announcement that says in which zone its days are counted. */
function ofVersion(version: string): string {
  return `cross join "versions" as v on v."id" = ${version} cross join "agreements" as g on g."id" = v."agreementId"
    left join "publications" as p on p."versionId" = v."id" and p."followsId" = ''`;
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

const ACT_SOURCE = {
  record: { table: `"acts" as a`, on: `a."id" = e."recordId"` },
  joins: `cross join "actLines" as l on l."actId" = a."id" ${ofVersion(`l."versionId"`)}`,
  line: { by: "number", sql: `l."position"` },
  filters: {
    agreement: `l."agreementId" = ?`,
    version: `l."versionId" = ?`,
    language: `l."language" = ?`,
    method: `a."method" = ?`,
    class: `v."changeClass" = ?`,
    party: `a."partyId" = ?`,
    from: `a."happenedAt" >= ?`,
    until: `a."happenedAt" < ?`,
  },
} as const;

/** Every data set by its name. */
export const EXPORT_SETS = {
  acceptances: {
    ...ACT_SOURCE,
    where: `${records("acc_")} and a."kind" = 'acceptance'`,
    columns: {
      ...ACT_LINE, ...ACT_FACTS,
      precedence: integer(`l."precedence"`),
      replaces: id(`l."replacesActId"`),
      conspicuous: json(`l."conspicuousJson"`),
    },
  },
  declines: { ...ACT_SOURCE, where: `${records("dec_")} and a."kind" = 'decline'`, columns: { ...ACT_LINE, ...ACT_FACTS } },
  consents: {
    ...ACT_SOURCE,
    where: `a."kind" in ('consent', 'refusal', 'withdrawal')`,
    columns: { ...ACT_LINE, kind: word(`a."kind"`), purpose: text(`l."purpose"`), ...ACT_FACTS },
  },
  versions: {
    record: { table: `"publications" as n`, on: `n."id" = e."recordId"` },
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
      agreement: `n."agreementId" = ?`,
      version: `n."versionId" = ?`,
      class: `v."changeClass" = ?`,
      from: `n."happenedAt" >= ?`,
      until: `n."happenedAt" < ?`,
    },
  },
  ledger: {
    record: null,
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
    filters: { from: `e."entryJson" ->> '$.at' >= ?`, until: `e."entryJson" ->> '$.at' < ?` },
  },
} as const satisfies Record<string, ExportSource>;

export type ExportSetName = keyof typeof EXPORT_SETS;

/** Entries that name a record of this kind: known by the id alone, before the record is looked up. */
function records(prefix: string): string {
  return `substr(e."recordId", 1, ${prefix.length}) = '${prefix}'`;
}

function id(sql: string): ExportColumn {
  return { type: "id", sql };
}

function word(sql: string): ExportColumn {
  return { type: "word", sql };
}

function hash(sql: string): ExportColumn {
  return { type: "hash", sql };
}

function integer(sql: string): ExportColumn {
  return { type: "integer", sql };
}

function instant(sql: string): ExportColumn {
  return { type: "instant", sql };
}

function text(sql: string): ExportColumn {
  return { type: "text", sql };
}

function json(sql: string): ExportColumn {
  return { type: "json", sql };
}
