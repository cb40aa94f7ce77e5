import type { SignedHead } from "#app/domain/evidence/ledger/opening.server";
import type { OutsideFault } from "#app/domain/evidence/ledger/ledger.server";
import type { LedgerFault } from "#app/domain/evidence/ledger/walk.server";
import type { Instant } from "#app/domain/instant";
import { DomainError } from "#app/domain/refusal";
import type { NoteKey, NoteSigner } from "#app/ledger/note";
import type { Portal } from "#app/portal.server";
import type { Writer } from "#db/commit";

/** What is wrong with a ledger, so that nothing more is written to it. */
export type Fault =
  | LedgerFault
  | OutsideFault
  /** There is no copy of the head where one was kept. */
  | { what: "outsideMissing"; ledgerNumber: number }
  /** Not even the checkpoint is there with which the ledger was opened. */
  | { what: "checkpointMissing"; ledgerNumber: number }
  /** The rows do not end where this process left them. */
  | { what: "endMoved"; ledgerNumber: number }
  /** Another process sealed the ledger, or put its key out of use; a restart takes it up from there. */
  | { what: "sealedMeanwhile" | "keyRetiredMeanwhile"; ledgerNumber: number };

/** What an open portal knows of the ledger that it adds to. */
export type LedgerState = Pick<Portal, "db" | "now"> & {
  /** The writer itself, below what is refused here. */
  readonly writer: Writer;
  readonly number: number;
  readonly origin: string;
  /** Those who sign heads: two while a key gives way to the next. */
  readonly signers: readonly NoteSigner[];
  readonly keys: readonly NoteKey[];
  /** Where the copy of the newest head is kept outside the database. */
  readonly headFile: string;
  /** The newest head that was signed and stored. It outlives a fault, so that a check can still hold the tree against it; null where the start found one. */
  head: SignedHead | null;
  fault: Fault | null;
  /** The latest instant at which an entry was recorded, and whether the clock has been seen behind it since. */
  latestAt: Instant;
  isClockBehind: boolean;
  /** Called once, with the first fault. */
  tell(fault: Fault): void;
};

/** Stops the ledger: nothing is added to it or signed any more. */
export function stopLedger(state: LedgerState, fault: Fault): void {
  if (state.fault) return;
  state.fault = fault;
  state.tell(fault);
}

/** Throws ledger-stopped where nothing may be added. */
export function refuseStopped({ fault }: LedgerState): void {
  if (fault) throw new DomainError("ledger-stopped", { what: fault.what });
}
