import { checkWhole, type WholeCheck } from "#app/domain/evidence/ledger/check.server";
import { signEarlier } from "#app/domain/evidence/ledger/head.server";
import { openKeeper } from "#app/domain/evidence/ledger/keeper.server";
import { loadLedger, type LedgerPlace } from "#app/domain/evidence/ledger/load.server";
import { refuseStopped, stopLedger, type Fault, type LedgerState } from "#app/domain/evidence/ledger/state.server";
import { writeWithLedger } from "#app/domain/evidence/ledger/writer.server";
import type { Pace } from "#app/domain/evidence/ledger/ledger.server";
import type { OpenLedger } from "#app/domain/evidence/new-entry";
import type { NoteKey } from "#app/ledger/note";
import type { Writer } from "#db/commit";

/** The ledger of an open portal. */
export type Ledger = {
  /** The ledger that entries go to. Throws ledger-stopped where evidence may not be written. */
  open(): OpenLedger;
  /**
   * A signed checkpoint over so many committed entries, all where no size is given; it is stored, or extended by one that is, before it is
   * given. Throws ledger-stopped, and RangeError for a size that is not committed.
   */
  checkpoint(size?: number): Promise<string>;
  /** Every key that signs or has signed for a ledger of this portal. */
  keys(): readonly NoteKey[];
  /** What is wrong, so that nothing is added; null while entries are taken. */
  fault(): Fault | null;
  /** Resolves with the fault once there is one. */
  whenStopped: Promise<Fault>;
  /** Stops the ledger for a fault that was found elsewhere. */
  stop(fault: Fault): void;
  /** Checks all that is stored, as checkWhole does. */
  check(pace?: Pace): Promise<WholeCheck>;
};

/** The ledger with what the portal needs of it: the writer that operations are given, and the end. */
export type LedgerBook = { ledger: Ledger; writer: Writer; close(): Promise<void> };

/** Opens the newest ledger of the database, the first one where there is none yet. Throws SecretBrokenError. */
export async function openLedger(place: LedgerPlace): Promise<LedgerBook> {
  const { whenStopped, tell } = stopping();
  const state = await loadLedger(place, tell);
  const keeper = openKeeper(state);
  const ledger: Ledger = {
    open: () => openFor(state),
    async checkpoint(size) {
      if (size === undefined) return (await keeper.newest()).note;
      if (!state.head || size > state.head.size) await keeper.newest();
      return signEarlier(state, size);
    },
    keys: () => state.keys,
    fault: () => state.fault,
    whenStopped,
    stop: (fault) => stopLedger(state, fault),
    check: (pace) => checkWhole(state, pace),
  };
  return { ledger, writer: writeWithLedger(state, keeper.wake), close: () => keeper.close() };
}

function openFor(state: LedgerState): OpenLedger {
  refuseStopped(state);
  return { number: state.number, origin: state.origin };
}

function stopping(): { whenStopped: Promise<Fault>; tell: (fault: Fault) => void } {
  let tell: (fault: Fault) => void = () => undefined;
  const whenStopped = new Promise<Fault>((resolve) => (tell = resolve));
  return { whenStopped, tell };
}
