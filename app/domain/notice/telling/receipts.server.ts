import { NOTICE_RULES } from "#app/domain/notice/notice";
import { noticeSteps } from "#app/domain/notice/telling/notice-steps.server";
import { receiptText, type ReceiptAct, type ReceiptFacts } from "#app/domain/notice/texts/receipt";
import { readHistories } from "#app/domain/publication/catalog.server";
import type { AgreementHistory } from "#app/domain/publication/history";
import { repeat, type Repeated } from "#app/domain/repeat.server";
import { isLanguage, LANGUAGES } from "#app/messages/catalogue";
import type { Portal } from "#app/portal.server";
import { insertOnce, KeyTakenError, StaleRowError, updateRows, type NewEntry, type Step } from "#db/commit";
import { selectLinesOfActs, type ActLineWithAct } from "#db/evidence";
import { findLedgerSize, findNewestCheckpoint } from "#db/ledger/ledger";
import { findReceiptsMade, RECEIPTS_MADE, selectEnteredActs, type EnteredAct } from "#db/receipts";

type Making = Pick<Portal, "db" | "writer" | "ledger" | "settings" | "now">;

/** Entries that one commit looks at. */
const ENTRIES_AT_ONCE = 200;

/** Where the next receipt is looked for. */
type Place = { ledgerNumber: number; from: number };

/**
 * Makes the receipts of acts, beside the work: accepting costs nothing more for them. The ledger is the queue: it holds every act in the order of its
 * commit, and how far receipts were made is written with them, so that none is lost or made twice. Imported acts have none.
 */
export function startReceipts(portal: Portal): Repeated {
  return repeat({ name: "receipts", pauseMs: 2_000, round: (signal) => makeReceipts(portal, signal) });
}

/** Makes the receipts that are waited for and whose entries a signed checkpoint covers. The first call ever only begins: earlier acts get none. */
export async function makeReceipts(portal: Making, signal?: AbortSignal): Promise<void> {
  const made = await findReceiptsMade(portal.db);
  if (made === null) return beginHere(portal);
  for (let value: string | null = made; value !== null && !signal?.aborted; ) value = await makeSome(portal, value);
}

async function beginHere({ db, writer, ledger }: Making): Promise<void> {
  const { number } = ledger.open();
  const value = valueOf({ ledgerNumber: number, from: await findLedgerSize(db, number) });
  await writer.commit({ steps: [insertOnce("portal", { name: RECEIPTS_MADE, value }, { name: RECEIPTS_MADE })] });
}

/** The place after some more receipts; null where there are none to make, or another worker is at it. */
async function makeSome(portal: Making, value: string): Promise<string | null> {
  const next = await nextPlace(portal, placeOf(value));
  if (next === null) return null;
  const acts = await selectEnteredActs(portal.db, { ...next.of, before: next.before });
  const receipts = await Promise.all((await withFacts(portal, acts)).map((each) => receiptSteps(portal, each)));
  const moved = updateRows("portal", { set: { value: valueOf(next.to) }, where: { name: RECEIPTS_MADE, value }, expect: 1 });
  try {
    await portal.writer.commit({ steps: [moved, ...withoutRepeats(receipts.flatMap(({ steps }) => steps))], entries: receipts.flatMap(({ entries }) => entries) });
    return valueOf(next.to);
  } catch (error) {
    if (error instanceof StaleRowError || error instanceof KeyTakenError) return null;
    throw error;
  }
}

/** What to look at next: entries under a checkpoint, then those of the ledger that follows. */
async function nextPlace({ db, ledger }: Making, { ledgerNumber, from }: Place): Promise<{ of: Place; before: number; to: Place } | null> {
  const signed = (await findNewestCheckpoint(db, ledgerNumber))?.size ?? 0;
  const before = Math.min(signed, from + ENTRIES_AT_ONCE);
  const of = { ledgerNumber, from };
  if (from < before) return { of, before, to: { ledgerNumber, from: before } };
  return ledgerNumber < ledger.open().number ? { of, before: from, to: { ledgerNumber: ledgerNumber + 1, from: 0 } } : null;
}

function placeOf(value: string): Place {
  const [ledgerNumber = "1", from = "0"] = value.split("/");
  return { ledgerNumber: Number(ledgerNumber), from: Number(from) };
}

function valueOf({ ledgerNumber, from }: Place): string {
  return `${ledgerNumber}/${from}`;
}

type ActWithFacts = { act: EnteredAct; agreementId: string; facts: ReceiptFacts };

/** The acts that get a receipt, with what they were about. A late objection has an answer of its own. */
async function withFacts(portal: Making, acts: readonly EnteredAct[]): Promise<ActWithFacts[]> {
  const own = acts.filter(({ method }) => method !== "imported");
  const lines = own.length === 0 ? [] : await selectLinesOfActs(portal.db, own.map(({ id }) => id));
  const histories = await readHistories(portal);
  return own.flatMap((act) => {
    const ofAct = lines.filter(({ actId, subject }) => actId === act.id && !subject.startsWith("late-objection/"));
    const [first] = ofAct;
    return first ? [{ act, agreementId: first.agreementId, facts: factsOf(portal, { act, lines: ofAct, histories }) }] : [];
  });
}

function factsOf({ settings }: Making, { act, lines, histories }: { act: EnteredAct; lines: readonly ActLineWithAct[]; histories: readonly AgreementHistory[] }): ReceiptFacts {
  const kind: ReceiptAct = act.kind === "acceptance" && act.method === "deemed" ? "deemed" : act.kind;
  return {
    publicUrl: settings.publicUrl,
    act: kind,
    lines: lines.flatMap(({ agreementId, versionId, language, purpose }) => {
      const history = histories.find(({ id }) => id === agreementId);
      const version = history?.versions.find(({ id }) => id === versionId);
      return history && version ? [{ slug: history.slug, version, language, purpose }] : [];
    }),
  };
}

/** In the language in which the act was done; in every one where that is none of the interface. */
function receiptSteps(portal: Making, { act, agreementId, facts }: ActWithFacts): Promise<{ steps: Step[]; entries: NewEntry[] }> {
  const { id: actId, language, partyId, ownPartyId } = act;
  const texts = (isLanguage(language) ? [language] : LANGUAGES).map((each) => receiptText(facts, each));
  const partyIds = [...new Set([partyId, ownPartyId ?? partyId])];
  return noticeSteps(portal, { reason: "receipt", agreementId, actId, audience: { who: "parties", partyIds }, rule: NOTICE_RULES.receipt, texts });
}

/** The same words are the same document: each is handed to the writer once. */
function withoutRepeats(steps: readonly Step[]): Step[] {
  const seen = new Set<unknown>();
  return steps.filter((step) => {
    if (step.op !== "insert" || step.table !== "documents") return true;
    const { sha256 } = step.row;
    return seen.has(sha256) ? false : seen.add(sha256) !== undefined;
  });
}
