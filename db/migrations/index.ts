import * as audit from "#db/migrations/2026-11-24-audit";
import * as compliance from "#db/migrations/2026-11-23-compliance";
import * as explanations from "#db/migrations/2026-11-23-explanations";
import * as delegation from "#db/migrations/2026-11-23-delegation";
import * as erasure from "#db/migrations/2026-11-23-erasure";
import * as exports from "#db/migrations/2026-11-24-exports";
import * as first from "#db/migrations/2026-11-23-first";
import * as imports from "#db/migrations/2026-11-23-imports";
import * as leavings from "#db/migrations/2026-11-24-leavings";
import * as ledger from "#db/migrations/2026-11-23-ledger";
import * as noticeDesk from "#db/migrations/2026-11-24-notice-desk";
import * as notices from "#db/migrations/2026-11-23-notices";
import * as noticeWords from "#db/migrations/2026-11-23-notice-words";
import * as ledgers from "#db/migrations/2026-11-23-ledgers";
import * as objections from "#db/migrations/2026-11-24-objections";
import * as openings from "#db/migrations/2026-11-23-openings";
import * as publication from "#db/migrations/2026-11-23-publication";
import * as readerComments from "#db/migrations/2026-11-23-reader-comments";
import * as retention from "#db/migrations/2026-11-24-retention";
import * as roles from "#db/migrations/2026-11-23-roles";
import * as timeTokens from "#db/migrations/2026-11-24-time-tokens";
import type { Migration } from "#db/migrate";

/** Every migration of the portal's database, oldest first. */
export const MIGRATIONS: readonly Migration[] = [first, ledger, publication, roles, ledgers, noticeWords, explanations, delegation, openings, erasure, imports, readerComments, notices, compliance, timeTokens, exports, leavings, objections, audit, noticeDesk, retention];
