import { readArguments } from "#app/cli/arguments";
import { runStamp } from "#app/cli/ledger-stamp";
import { complain, print } from "#app/cli/print";
import { UsageError } from "#app/cli/usage";
import { checkWhole } from "#app/domain/evidence/ledger/check.server";
import { advanceHead, copyHead } from "#app/domain/evidence/ledger/head.server";
import { loadLedger, type LedgerPlace } from "#app/domain/evidence/ledger/load.server";
import { rotateKey } from "#app/domain/evidence/ledger/rotate.server";
import { sealLedger } from "#app/domain/evidence/ledger/seal.server";
import type { Fault } from "#app/domain/evidence/ledger/state.server";
import type { CheckedLedger } from "#app/domain/evidence/ledger/ledger.server";
import { DomainError } from "#app/domain/refusal";
import { faultAdvice, faultSentence, ledgerMessages } from "#app/messages/ledger";
import { openLedgerFolder, toldAsPortal } from "#app/portal.server";
import { readSettings } from "#app/settings";
import { findNewestCheckpoint } from "#db/ledger/ledger";
import { findNewestLedger } from "#db/ledger/book";

type Values = { reason?: string | undefined; "new-key"?: boolean | undefined };
type Subcommand = (place: LedgerPlace, values: Values) => Promise<number>;

const OPTIONS = { reason: { type: "string" }, "new-key": { type: "boolean" } } as const;
const SUBCOMMANDS = new Map<string, { run: Subcommand; takes: ReadonlyArray<keyof Values> }>([
  ["check", { run: runCheck, takes: [] }],
  ["head", { run: runHead, takes: [] }],
  ["stamp", { run: () => runStamp(readSettings(process.env)), takes: [] }],
  ["seal", { run: runSeal, takes: ["reason", "new-key"] }],
  ["rotate-key", { run: runRotate, takes: [] }],
]);

/** The longest reason that is kept. */
const LONGEST_REASON = 2000;

/** `concordat ledger check | head | stamp | seal | rotate-key`: on the ledger of the data folder, whether or not a portal can start on it. Throws UsageError and refusals. */
export async function runLedger(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, OPTIONS);
  const [name = "", ...others] = positionals;
  const found = SUBCOMMANDS.get(name);
  if (!found || others.length > 0) throw new UsageError("ledger takes one of: check, head, stamp, seal, rotate-key");
  const foreign = (["reason", "new-key"] as const).find((option) => values[option] !== undefined && !found.takes.includes(option));
  if (foreign) throw new UsageError(`ledger ${name} does not take --${foreign}`);
  if (name === "seal") reasonOf(values);
  const place = await openLedgerFolder(readSettings(process.env));
  try {
    return await toldAsPortal(found.run(place, values));
  } finally {
    await place.close();
  }
}

async function runCheck(place: LedgerPlace): Promise<number> {
  const check = await checkWhole(place);
  if (check.state === "broken") return complainOf(check.fault);
  await print(check.ledgers.length === 0 ? "There is no ledger yet; the first start of the portal opens one.\n" : check.ledgers.map(ledgerText).join("\n"));
  return 0;
}

function ledgerText({ ledgerNumber, origin, size, rootHash, brokenBy }: CheckedLedger): string {
  const state = brokenBy ? `relied on as far as this, as a later ledger says (${brokenBy.what})` : "consistent";
  return `ledger  ${ledgerNumber}  ${origin}\nsize    ${size}\nroot    ${rootHash}\nstate   ${state}\n`;
}

/** A stopped ledger is not signed: the last head that was is printed then. */
async function runHead(place: LedgerPlace): Promise<number> {
  if (!(await findNewestLedger(place.db))) throw new DomainError("ledger-unopened");
  const state = await loadLedger(place, (fault) => void complainOf(fault));
  if (!state.fault) {
    const head = await advanceHead(state);
    await copyHead(state, head);
    await print(head.note);
    return 0;
  }
  const stored = await findNewestCheckpoint(place.db, state.number);
  await print(stored?.note ?? "");
  return 1;
}

async function runSeal(place: LedgerPlace, values: Values): Promise<number> {
  const { closed, opened } = await sealLedger(place, { reason: reasonOf(values), key: values["new-key"] ? "new" : "same" });
  const how = closed.fault ? `It is relied on for its first ${closed.size} entries (${closed.fault.what}).` : `It ends with ${closed.size} entries.`;
  await print(`Sealed: ledger ${closed.number}, ${closed.ledger}. ${how}\nOpened: ledger ${opened.number}, ${opened.origin}, whose first entry says so.\nStart the portal again; a portal that is running records nothing until then.\n`);
  return 0;
}

function reasonOf({ reason = "" }: Values): string {
  const text = reason.trim();
  if (text === "" || text.length > LONGEST_REASON || !text.isWellFormed()) throw new UsageError(`ledger seal needs --reason TEXT, of at most ${LONGEST_REASON} characters`);
  return text;
}

async function runRotate(place: LedgerPlace): Promise<number> {
  if (!(await findNewestLedger(place.db))) throw new DomainError("ledger-unopened");
  const { introduced, retired, checkpoint } = await rotateKey(place);
  await print(`In use:  ${introduced}\n${retired.map((line) => `Retired: ${line}\n`).join("")}Start the portal again; publish the new key. Both keys signed this checkpoint:\n\n${checkpoint}`);
  return 0;
}

function complainOf(fault: Fault): number {
  const words = ledgerMessages.en;
  complain(`${faultSentence(words, fault)}\n${faultAdvice(words, fault)}`);
  return 1;
}
