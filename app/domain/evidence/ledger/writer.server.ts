import { refuseStopped, stopLedger, type LedgerState } from "#app/domain/evidence/ledger/state.server";
import { entryAbout, newEntry } from "#app/domain/evidence/new-entry";
import { newId } from "#app/domain/ids";
import { DomainError } from "#app/domain/refusal";
import { RuleBrokenError, type NewEntry, type Writer } from "#db/commit";
import { LedgerBrokenError } from "#db/ledger/ledger";

/**
 * The writer as operations are given it: commits without entries pass; others are refused with ledger-stopped once the ledger is found broken,
 * bring an entry about the clock with them when it is behind, and wake the keeper of heads.
 */
export function writeWithLedger(state: LedgerState, wake: () => void): Writer {
  return {
    async commit(commit) {
      const { steps, entries = [] } = commit;
      if (entries.length === 0) return state.writer.commit(commit);
      refuseStopped(state);
      const anomaly = clockAnomaly(state);
      try {
        await state.writer.commit({ steps, entries: [...anomaly, ...entries] });
      } catch (error) {
        if (anomaly.length > 0) state.isClockBehind = false;
        throw stopAt(state, error);
      }
      noteInstant(state);
      wake();
    },
    underWay: () => state.writer.underWay?.() ?? 0,
  };
}

/** Stops the ledger where that is what the error says, and gives the error to throw. */
function stopAt(state: LedgerState, error: unknown): unknown {
  const what = error instanceof LedgerBrokenError ? "endMoved" : error instanceof RuleBrokenError && error.rule === "ledger-sealed" ? "sealedMeanwhile" : null;
  if (what === null) return error;
  stopLedger(state, { what, ledgerNumber: state.number });
  return new DomainError("ledger-stopped", { what });
}

/** An entry that says so when the clock has come to stand behind the entries before; once until it has caught up. */
function clockAnomaly(state: LedgerState): NewEntry[] {
  const now = state.now();
  const { latestAt } = state;
  if (now >= latestAt || state.isClockBehind) return [];
  state.isClockBehind = true;
  return [newEntry(state, { ...entryAbout("clock.anomaly", newId("clk", now), now), body: { now, latestAt } })];
}

function noteInstant(state: LedgerState): void {
  const now = state.now();
  if (now < state.latestAt) return;
  state.latestAt = now;
  state.isClockBehind = false;
}
