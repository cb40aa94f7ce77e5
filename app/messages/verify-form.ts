import type { LedgerCrypto } from "#app/ledger/crypto";
import { readKeyLines, UnreadableEvidence } from "#app/ledger/evidence-file";
import { readHandedIn, type HandedFile } from "#app/ledger/handed-in";
import { judgeEvidence } from "#app/ledger/judgement";
import type { Language } from "#app/messages/catalogue";
import { verifyMessages } from "#app/messages/verify";
import { reportBlocks, unreadableBlocks, type Block } from "#app/messages/verify-blocks";
import { reportOf, unreadableSentence } from "#app/messages/verify-report";

/** What came by the form of the page: files, and the field of keys as it was filled in and as it was sent. */
export type HandedForm = { files: readonly HandedFile[]; keys: string; filledKeys: string };

/** Checks what came by the form, and tells it as a piece of the page; on the server and in the browser alike. Never throws for what it is given. */
export function checkForm(crypto: LedgerCrypto, { files, keys, filledKeys }: HandedForm, language: Language): { isRead: boolean; blocks: Block[] } {
  try {
    const judgement = judgeEvidence(crypto, readHandedIn(crypto, files), readKeyLines(crypto, keys));
    const isFilled = judgement.trust === "given" && keys.trim() === filledKeys.trim();
    return { isRead: true, blocks: reportBlocks(reportOf(crypto, isFilled ? { ...judgement, trust: "filled" } : judgement, language)) };
  } catch (error) {
    if (!(error instanceof UnreadableEvidence)) throw error;
    return { isRead: false, blocks: unreadable(unreadableSentence(error, language), language) };
  }
}

/** What the page shows where nothing could be checked. */
export function unreadable(sentence: string, language: Language): Block[] {
  return unreadableBlocks(verifyMessages[language].unreadable, sentence);
}
