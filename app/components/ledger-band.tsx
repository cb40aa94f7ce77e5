import { useLanguage } from "#app/components/language";
import type { Fault } from "#app/domain/evidence/ledger/state.server";
import { faultSentence, ledgerMessages } from "#app/messages/ledger";

/** Told to staff on every page while the ledger is stopped. */
export function LedgerBand({ fault }: { fault: Fault }) {
  const words = ledgerMessages[useLanguage()];
  return (
    <div className="band" role="note">
      <p>{words.banner(faultSentence(words, fault))}</p>
    </div>
  );
}
