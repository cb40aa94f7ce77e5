/**
 * The tables, by what may happen to their rows. Instants are UTC ISO-8601 text with milliseconds; ids are text with a
 * prefix for their kind; `…Json` columns hold JSON text; `…Sealed` columns hold personal data as ciphertext under the
 * party's key (db/keys.ts). Booleans are 0 and 1.
 */

import type { DelegationRow, InvitationRow } from "#db/schema-delegation";
import type { AccountRow, AttemptRow, LinkRow, PartyRow, PortalRow, SessionRow } from "#db/schema-access";
import type {
  ApprovalRow, ClauseMarkRow, DraftCommentRow, DraftStateRow, EndingRow, ProposalRow, RefusalRow,
} from "#db/schema-drafting";
import type { ErasureDecisionRow, ErasureRequestRow, ErasureRow, HoldRow, PartyStateRow, RetentionSweepRow } from "#db/schema-erasure";
import type { AnswerFoldRow, AnswerTotalRow } from "#db/schema-compliance";
import type { DeemedActRow, ObjectionAnswerRow, ObjectionRow, UseRow } from "#db/schema-deeming";
import type { ExplanationRow, QuestionRow } from "#db/schema-explanations";
import type { ExportDecisionRow, ExportRequestRow, ExportRow } from "#db/schema-exports";
import type { ImportedActRow, ImportRow } from "#db/schema-imports";
import type { LeavingRow } from "#db/schema-leavings";
import type { CommentAnswerRow, CommentPeriodRow, ReaderCommentRow } from "#db/schema-comments";
import type {
  DeliveryBatchRow, DeliveryEventRow, DeliveryQueueRow, DeliveryRow, DeliveryTaskRow, FanOutRow, NoticeChoiceRow, NoticeRow, NoticeTextRow, SiteCheckRow,
} from "#db/schema-notices";
import type { CheckpointRow, KeyChangeRow, LedgerEntryRow, LedgerNodeRow, LedgerRow, TimeTokenRow } from "#db/schema-ledger";

type Instant = string;
type Flag = 0 | 1;

/** Rows that are written once: no update, no delete, no replacement. The migrations guard each of their keys. */
export type EvidenceTables = {
  agreements: AgreementRow;
  documents: DocumentRow;
  versions: VersionRow;
  versionTexts: VersionTextRow;
  clauses: ClauseRow;
  publications: PublicationRow;
  screens: ScreenRow;
  presentations: PresentationRow;
  signIns: SignInRow;
  acts: ActRow;
  actLines: ActLineRow;
  draftStates: DraftStateRow;
  draftComments: DraftCommentRow;
  approvals: ApprovalRow;
  clauseMarks: ClauseMarkRow;
  endings: EndingRow;
  refusals: RefusalRow;
  roleChanges: RoleChangeRow;
  delegations: DelegationRow;
  questions: QuestionRow;
  explanations: ExplanationRow;
  holds: HoldRow;
  erasureRequests: ErasureRequestRow;
  erasureDecisions: ErasureDecisionRow;
  erasures: ErasureRow;
  retentionSweeps: RetentionSweepRow;
  importedActs: ImportedActRow;
  imports: ImportRow;
  leavings: LeavingRow;
  exportRequests: ExportRequestRow;
  exportDecisions: ExportDecisionRow;
  exports: ExportRow;
  commentPeriods: CommentPeriodRow;
  readerComments: ReaderCommentRow;
  commentAnswers: CommentAnswerRow;
  notices: NoticeRow;
  noticeTexts: NoticeTextRow;
  deliveries: DeliveryRow;
  deliveryBatches: DeliveryBatchRow;
  deliveryEvents: DeliveryEventRow;
  siteChecks: SiteCheckRow;
  objections: ObjectionRow;
  objectionAnswers: ObjectionAnswerRow;
  uses: UseRow;
  deemedActs: DeemedActRow;
  ledgerEntries: LedgerEntryRow;
  ledgerNodes: LedgerNodeRow;
  checkpoints: CheckpointRow;
  ledgers: LedgerRow;
  keyChanges: KeyChangeRow;
  timeTokens: TimeTokenRow;
};

/** Rows that change or go: people and their access, drafts, what is still to be sent. */
export type ChangingTables = {
  portal: PortalRow;
  parties: PartyRow;
  accounts: AccountRow;
  sessions: SessionRow;
  links: LinkRow;
  invitations: InvitationRow;
  attempts: AttemptRow;
  actCircumstances: ActCircumstancesRow;
  openings: OpeningRow;
  drafts: DraftRow;
  proposals: ProposalRow;
  partyStates: PartyStateRow;
  outbox: OutboxRow;
  fanOuts: FanOutRow;
  deliveryQueue: DeliveryQueueRow;
  noticeChoices: NoticeChoiceRow;
  deliveryTasks: DeliveryTaskRow;
  answerTotals: AnswerTotalRow;
  answerFolds: AnswerFoldRow;
};

export type Database = EvidenceTables & ChangingTables;

/** A lasting, named text. What may change between versions (title, audience, precedence …) lives in the version. */
export type AgreementRow = {
  /** agr_ */
  id: string;
  slug: string;
  kind: "terms" | "consent" | "information";
  happenedAt: Instant;
  recordedAt: Instant;
};

/** Texts and manifests, stored once per content: UTF-8 without BOM, LF. */
export type DocumentRow = {
  /** SHA-256 of the body's UTF-8 bytes, lower-case hexadecimal. */
  sha256: string;
  body: string;
  recordedAt: Instant;
};

export type VersionRow = {
  /** ver_ */
  id: string;
  agreementId: string;
  /** 1, 2, 3 … within the agreement. */
  number: number;
  /** The version it builds on; null for the first. */
  buildsOnId: string | null;
  /** The document that holds the manifest: properties, clause ids, flags, class, reasons, summary. */
  manifestSha256: string;
  changeClass: "first" | "editorial" | "ordinary" | "essential";
  /** Who wrote and who approved: account ids, or "installation" for shipped content. */
  authorId: string;
  approverId: string;
  /** SHA-256 over all that the approver approved. */
  approvalSha256: string;
  happenedAt: Instant;
  recordedAt: Instant;
};

export type VersionTextRow = {
  versionId: string;
  /** BCP 47, such as zh-CN. */
  language: string;
  /** 1, or higher for a corrected translation. The binding text has revision 1 only. */
  revision: number;
  isBinding: Flag;
  title: string;
  sha256: string;
  /** Hash of the file as it was given, before BOM and line endings were unified. */
  originalSha256: string;
  happenedAt: Instant;
  recordedAt: Instant;
};

/** A clause of the binding text, in order. */
export type ClauseRow = {
  versionId: string;
  /** Permanent id of the clause, the same in every version and language. */
  clauseId: string;
  /** 0, 1, 2 … in the order of the text. */
  position: number;
  level: number;
  number: string | null;
  heading: string | null;
  /** SHA-256 of the clause's source bytes in the binding text. */
  sha256: string;
  /** JSON array of flags. */
  flagsJson: string;
  happenedAt: Instant;
  recordedAt: Instant;
};

/** An act that announces, postpones or withdraws a version. The latest for a version decides. */
export type PublicationRow = {
  /** pub_ */
  id: string;
  agreementId: string;
  versionId: string;
  act: "announced" | "postponed" | "withdrawn";
  /** Which publication of this version it follows; "" for the first. Unique with versionId, so that two cannot race. */
  followsId: string;
  /** When the version takes effect; null when withdrawn. */
  effectiveAt: Instant | null;
  /** The earliest instant that the notice rule allowed at the announcement. */
  earliestAt: Instant;
  noticeDays: number;
  zone: string;
  actorId: string;
  reason: string;
  happenedAt: Instant;
  recordedAt: Instant;
  /** JSON: the rules considered, their reasons, and the release of the time zone data; null in rows older than the column. */
  ruleJson: string | null;
  /** What readers are told about a new date or a withdrawal, JSON by language; null for a first announcement, whose words are the summary. */
  noticeJson: string | null;
};

/** The acceptance screen's HTML fragment, stored once per content. */
export type ScreenRow = {
  sha256: string;
  html: string;
  recordedAt: Instant;
};

/** The screen on which an act was offered. The only row that opening a page writes. */
export type PresentationRow = {
  /** prs_ */
  id: string;
  partyId: string;
  actorId: string;
  purpose: "terms" | "consent";
  screenSha256: string;
  /** SHA-256 of setJson. */
  setSha256: string;
  /** The set offered: canonical JSON, lines in order of precedence. */
  setJson: string;
  language: string;
  /** SHA-256 of the one-time token. */
  tokenSha256: string;
  happenedAt: Instant;
  recordedAt: Instant;
};

/** A role given to an account or taken from it. */
export type RoleChangeRow = {
  /** rol_ */
  id: string;
  accountId: string;
  act: "granted" | "revoked";
  role: string;
  /** The change of this role before this one, of whatever account; "" for the first. Unique with the role, so that two cannot race. */
  followsId: string;
  actorId: string;
  signInId: string;
  reason: string;
  happenedAt: Instant;
  recordedAt: Instant;
};

/** A completed sign-in; what stands behind "proof of person". */
export type SignInRow = {
  /** sig_ */
  id: string;
  accountId: string;
  method: "password" | "link";
  happenedAt: Instant;
  recordedAt: Instant;
};

/** One act of one actor for one party: an acceptance, a decline, a consent given, refused or withdrawn. */
export type ActRow = {
  /** acc_ for an acceptance, dec_ decline, obj_ objection, con_ consent given, ref_ refused, wdr_ withdrawn */
  id: string;
  kind: "acceptance" | "decline" | "objection" | "consent" | "refusal" | "withdrawal";
  method: "click" | "api" | "deemed" | "imported";
  partyId: string;
  actorId: string;
  delegationId: string | null;
  /** Unique: an offered screen is answered once. */
  presentationId: string | null;
  signInId: string | null;
  language: string;
  isAddressConfirmed: Flag;
  happenedAt: Instant;
  recordedAt: Instant;
};

/** One agreement (and, for consents, purpose) within an act. */
export type ActLineRow = {
  actId: string;
  /** 0, 1, 2 … in order of precedence. */
  position: number;
  partyId: string;
  /** What the line is about: the version id for terms, "<agreement id>/<purpose>" for a consent. */
  subject: string;
  /** The act before this one about the same subject; "" for the first. Unique with party and subject: decides races. */
  followsActId: string;
  agreementId: string;
  versionId: string;
  language: string;
  /** Hash of the text shown, and of the text that binds. */
  shownSha256: string;
  bindingSha256: string;
  precedence: number;
  purpose: string | null;
  /** JSON array: the conspicuous clauses as listed on the screen, {id, number, sha256}. */
  conspicuousJson: string;
  /** The acceptance of an earlier version that this one replaces. */
  replacesActId: string | null;
  happenedAt: Instant;
  recordedAt: Instant;
};

/** Personal circumstances of an act: client address and agent. Erasable apart from the act. */
export type ActCircumstancesRow = {
  actId: string;
  partyId: string;
  addressSealed: string | null;
  agentSealed: string | null;
  /** How the client address was learnt: "socket" or "proxy". */
  addressSource: string;
};

/** What opens one commitment of a ledger entry; gone once the value may no longer be known. */
export type OpeningRow = {
  /** The record that the entry names. */
  recordId: string;
  /** Under whose key it is sealed. */
  partyId: string;
  /** Which of the entry's commitments, such as "address". */
  tag: string;
  /** 32 random bytes in base64. */
  openingSealed: string;
  /** Canonical JSON. */
  valueSealed: string;
};

export type DraftRow = {
  /** drf_ */
  id: string;
  agreementId: string | null;
  slug: string;
  /** Raised at each save. */
  counter: number;
  /** Texts by language, manifest, origin. */
  contentJson: string;
  authorId: string;
  createdAt: Instant;
  updatedAt: Instant;
  /** The version that it was published as; null while it may be edited. */
  versionId: string | null;
};

export type OutboxRow = {
  /** out_ */
  id: string;
  partyId: string;
  channel: "mail";
  /** The message, sealed for the party. */
  messageSealed: string;
  createdAt: Instant;
  attempts: number;
  nextAttemptAt: Instant | null;
  sentAt: Instant | null;
  failure: string | null;
};
