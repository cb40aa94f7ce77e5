/**
 * The tables, by what may happen to their rows. Instants are UTC ISO-8601 text with milliseconds; ids are text with a
 * prefix for their kind; `…Json` columns hold JSON text; `…Sealed` columns hold personal data as ciphertext under the
 * party's key (db/keys.ts). Booleans are 0 and 1.
 */

import type { ActCircumstancesRow, ActLineRow, ActRow, OpeningRow, PersonalValueRow, PresentationRow, ScreenRow } from "#db/schema/acceptance";
import type { DelegationRow, InvitationRow } from "#db/schema/delegation";
import type { AccountRow, AttemptRow, LinkRow, PartyRow, PortalRow, RoleChangeRow, SessionRow, SignInRow } from "#db/schema/access";
import type {
  ApprovalRow, ClauseMarkRow, DraftCommentRow, DraftRow, DraftStateRow, EndingRow, ProposalRow, RefusalRow,
} from "#db/schema/drafting";
import type { ErasureDecisionRow, ErasureRequestRow, ErasureRow, HoldRow, PartyStateRow, RetentionSweepRow } from "#db/schema/erasure";
import type { AuditRecordRow } from "#db/schema/audit";
import type { AnswerFoldRow, AnswerTotalRow } from "#db/schema/compliance";
import type { DeemedActRow, ObjectionAnswerRow, ObjectionRow, UseRow } from "#db/schema/deeming";
import type { ExplanationRow, QuestionRow } from "#db/schema/explanations";
import type { ExportDecisionRow, ExportFetchEndRow, ExportFetchRow, ExportRequestRow, ExportRow } from "#db/schema/exports";
import type { ImportedActRow, ImportRow } from "#db/schema/imports";
import type { LeavingRow } from "#db/schema/leavings";
import type { CommentAnswerRow, CommentPeriodRow, ReaderCommentRow } from "#db/schema/comments";
import type {
  DeliveryBatchRow, DeliveryEventRow, DeliveryQueueRow, DeliveryRow, DeliveryTaskRow, FanOutRow, NoticeChoiceRow, NoticeRow, NoticeTextRow, OutboxRow, SiteCheckRow,
} from "#db/schema/notices";
import type { CheckpointRow, KeyChangeRow, LedgerEntryRow, LedgerNodeRow, LedgerRow, TimeTokenRow } from "#db/schema/ledger";
import type { RetentionItemRow, RetentionOutcomeRow, RetentionPlanRow, RetentionStepRow } from "#db/schema/retention";
import type { AgreementRow, ClauseRow, DocumentRow, PublicationRow, VersionRow, VersionTextRow } from "#db/schema/texts";

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
  retentionPlans: RetentionPlanRow;
  retentionItems: RetentionItemRow;
  retentionSteps: RetentionStepRow;
  retentionOutcomes: RetentionOutcomeRow;
  importedActs: ImportedActRow;
  imports: ImportRow;
  leavings: LeavingRow;
  exportRequests: ExportRequestRow;
  exportDecisions: ExportDecisionRow;
  exports: ExportRow;
  exportFetches: ExportFetchRow;
  exportFetchEnds: ExportFetchEndRow;
  auditRecords: AuditRecordRow;
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
  personalValues: PersonalValueRow;
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
