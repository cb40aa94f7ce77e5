import { PROOF_GRADES } from "#app/domain/notice/proof";

/** What may narrow a data set. */
export const FILTERS = ["agreement", "version", "language", "method", "class", "grade", "party", "from", "until"] as const;
export type FilterName = (typeof FILTERS)[number];

/** Filters that take one of a closed list. */
export const FILTER_WORDS = {
  method: ["click", "api", "deemed", "imported"],
  class: ["first", "editorial", "ordinary", "essential"],
  grade: PROOF_GRADES,
} as const satisfies Partial<Record<FilterName, readonly string[]>>;

/** How rows are written. */
export const FORMATS = ["csv", "jsonl", "parquet"] as const;
/** An evidence bag has a form of its own, and nothing else has it. */
export type Format = (typeof FORMATS)[number] | "bag";

export type DataSet = {
  /** Of the columns: raised when one is added, goes or comes to mean something else. */
  version: number;
  /** What a row is. */
  row: string;
  filters: readonly FilterName[];
  /** What each column says, in the order of the columns. */
  columns: Readonly<Record<string, string>>;
};

const PLACE = {
  ledger: "number of the ledger that holds the entry",
  index: "index of the entry in its ledger; rows come in the order of ledger, index and line",
};

const TIMES = {
  happenedAt: "when it happened, UTC",
  recordedAt: "when it was recorded, UTC",
  zone: "the agreement's time zone (IANA), in which its days are counted",
};

const ACT_LINE = {
  ...PLACE,
  line: "place of the line in its act, from 0, in order of precedence",
  act: "id of the act, which the entry names",
};

const ACT_FACTS = {
  method: "how the act came about: click, api, deemed or imported",
  party: "id of the party that is bound",
  actor: "id of the account that acted",
  delegation: "id of the authority under which it acted for another",
  agreement: "address name of the agreement",
  version: "number of the version within its agreement",
  versionId: "id of the version",
  class: "change class of the version: first, editorial, ordinary or essential",
  language: "language of the text that was shown",
  shownSha256: "SHA-256 of the text that was shown",
  bindingSha256: "SHA-256 of the binding text",
  follows: "id of the act before this one about the same subject",
  presentation: "id of the record of the screen on which it was offered",
  signIn: "id of the sign-in behind it",
  addressConfirmed: "1 where the account's address was confirmed, 0 where not",
  ...TIMES,
};

const OF_NOTICE = {
  agreement: "address name of the agreement that it is about",
  version: "number of the version that it is about, within its agreement",
  versionId: "id of that version",
};

const DELIVERY = {
  notice: "id of the notice",
  reason: "why the notice was given",
  party: "id of the party that it is for",
  channel: "inbox, mail or webhook",
  language: "language in which it was brought",
  ...OF_NOTICE,
};

const ACT_FILTERS = ["agreement", "version", "language", "method", "class", "party", "from", "until"] as const;
const NOTICE_FILTERS = ["agreement", "version", "language", "class", "party", "from", "until"] as const;

/** Every data set that can be exported. */
export const DATA_SETS = {
  acceptances: {
    version: 1,
    row: "a version that was accepted, or taken as accepted, by one act",
    filters: FILTERS,
    columns: {
      ...ACT_LINE, ...ACT_FACTS,
      grade: "of a deemed acceptance: how well it is proved that the party knew (B, C, D, E)",
      precedence: "precedence of the agreement; the lower number comes first",
      replaces: "id of the acceptance of an earlier version that this one replaces",
      conspicuous: "JSON: the conspicuous clauses listed on the screen, each with id, number and SHA-256",
    },
  },
  declines: { version: 1, row: "a version that was not accepted, by one act", filters: ACT_FILTERS, columns: { ...ACT_LINE, ...ACT_FACTS } },
  objections: {
    version: 1,
    row: "an announced change that was objected to, by one act",
    filters: ACT_FILTERS,
    columns: {
      ...ACT_LINE, ...ACT_FACTS,
      late: "1 where it came too late to count, 0 where it did not",
      untilAt: "until when (not including) it could be made, UTC",
    },
  },
  consents: {
    version: 1,
    row: "the answer about one purpose: a consent, a refusal or a withdrawal",
    filters: ACT_FILTERS,
    columns: { ...ACT_LINE, kind: "consent, refusal or withdrawal", purpose: "code of the purpose", ...ACT_FACTS },
  },
  notices: {
    version: 1,
    row: "a notice in one language",
    filters: NOTICE_FILTERS,
    columns: {
      ...PLACE,
      language: "language of the text; in its place a row is named by it",
      notice: "id of the notice, which the entry names",
      reason: "why it was given: announcement, postponement, withdrawal, reminder, ending, assignment, service, price, receipt, late-objection, explanation or objection-answer",
      ...OF_NOTICE,
      publication: "id of the publication that it tells of",
      ending: "id of the end that it tells of",
      act: "id of the act that it tells of",
      party: "id of the one party that is told; nothing where an audience is",
      audience: "JSON: who must be told",
      rule: "JSON: by which channels, and how long ahead",
      subject: "its subject",
      textSha256: "SHA-256 of the plain text, with places for what differs from person to person",
      htmlSha256: "SHA-256 of the HTML, likewise",
      ...TIMES,
    },
  },
  deliveries: {
    version: 1,
    row: "a notice that was laid into the inbox of one party",
    filters: NOTICE_FILTERS,
    columns: {
      ...PLACE,
      delivery: "id of the delivery; in its place a row is named by it",
      batch: "id of the record of the deliveries made together, which the entry names",
      ...DELIVERY,
      ...TIMES,
    },
  },
  deliveryEvents: {
    version: 1,
    row: "a delivery that was proved, given up, displayed or acknowledged",
    filters: NOTICE_FILTERS,
    columns: {
      ...PLACE,
      event: "id of the event; in its place a row is named by it",
      delivery: "id of the delivery",
      follows: "id of the event of this delivery before it",
      state: "delivered, bounced, failed, displayed, acknowledged or notSent (it was no longer true, or no longer for the party)",
      source: "who says so: server, smtp, dsn, webhook or viewer",
      messageSha256: "SHA-256 of the exact bytes that were sent",
      ...DELIVERY,
      ...TIMES,
    },
  },
  versions: {
    version: 1,
    row: "a publication of a version: its announcement, a new date, or its withdrawal",
    filters: ["agreement", "version", "class", "from", "until"],
    columns: {
      ...PLACE,
      publication: "id of the publication, which the entry names",
      act: "announced, postponed or withdrawn",
      agreement: "address name of the agreement",
      version: "number of the version within its agreement",
      versionId: "id of the version",
      buildsOn: "id of the version that it builds on",
      class: "change class: first, editorial, ordinary or essential",
      title: "title of the binding text",
      bindingLanguage: "language of the binding text",
      bindingSha256: "SHA-256 of the binding text",
      manifestSha256: "SHA-256 of the manifest",
      approvalSha256: "SHA-256 over all that was approved",
      author: "id of the account that wrote it, or installation",
      approver: "id of the account that approved it, or installation",
      actor: "id of the account that published",
      effectiveAt: "when the version takes effect by this publication, UTC; nothing where it was withdrawn",
      earliestAt: "the earliest instant that the notice rule allowed at the announcement, UTC",
      noticeDays: "full days of notice",
      ...TIMES,
    },
  },
  evidence: {
    version: 1,
    row: "an entry, a line of records.jsonl in the bag",
    filters: ACT_FILTERS,
    columns: {
      ledger: "name of the ledger that holds the entry",
      index: "index of the entry in its ledger",
      leaf: "the very bytes that were hashed, in base64",
      proof: "path, within data/, of the proof that the entry is in its ledger (C2SP tlog-proof)",
      entry: "the entry, to be read",
    },
  },
  audit: {
    version: 1,
    row: "what staff did or saw, as the ledger has it",
    filters: ["from", "until"],
    columns: {
      ...PLACE,
      record: "id of the record that the entry names",
      kind: "kind of the entry",
      actor: "id of the account that acted, or installation; nothing where the entry does not name it",
      author: "of a version: id of the account that wrote it, or installation",
      approver: "id of the account that approved as the second person, or installation",
      signIn: "id of the sign-in behind it",
      body: "JSON: what else the entry says",
      happenedAt: TIMES.happenedAt,
      recordedAt: TIMES.recordedAt,
    },
  },
  ledger: {
    version: 1,
    row: "an entry of the ledger",
    filters: ["from", "until"],
    columns: {
      ...PLACE,
      record: "id of the record that the entry names",
      kind: "kind of the entry",
      leafSha256: "SHA-256 of a zero byte and the entry: its leaf hash",
      entry: "the entry, canonical JSON; its UTF-8 bytes are what was hashed",
      happenedAt: TIMES.happenedAt,
      recordedAt: TIMES.recordedAt,
    },
  },
} as const satisfies Record<string, DataSet>;

export type DataSetName = keyof typeof DATA_SETS;

export const DATA_SET_NAMES = Object.keys(DATA_SETS).filter(isDataSet);

export function isDataSet(name: string): name is DataSetName {
  return Object.hasOwn(DATA_SETS, name);
}

export function isFormat(name: string): name is Format {
  return name === "bag" || FORMATS.some((format) => format === name);
}

/** The format in which a data set is written where that one was chosen: of evidence a bag, whatever was chosen. */
export function formatFor(dataSet: DataSetName, chosen: Format): Format {
  return dataSet === "evidence" ? "bag" : chosen;
}

/** Whether the data set names a party, so that there is something to unmask. */
export function namesParties(name: DataSetName): boolean {
  return name === "evidence" || Object.hasOwn(DATA_SETS[name].columns, "party");
}

/** Columns that only an unmasked export has, after all others. */
export const UNMASKED_COLUMNS = {
  partyName: "name of the party; nothing where none is kept, or the party is restricted or erased",
  partyAddress: "e-mail address of the party's account; nothing where none is kept, or the party is restricted or erased",
} as const;
