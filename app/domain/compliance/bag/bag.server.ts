import { readFile } from "node:fs/promises";
import { z } from "zod";
import { wholeFile, type BagFile } from "#app/domain/compliance/bag/bag-file";
import { openingsFile } from "#app/domain/compliance/bag/openings.server";
import { outsideFiles, readTokens, type LedgerTokens } from "#app/domain/compliance/bag/outside.server";
import { jsonFile, proofFiles, recordsFile } from "#app/domain/compliance/bag/records.server";
import { readReport } from "#app/domain/compliance/bag/report.server";
import { restingFiles } from "#app/domain/compliance/bag/resting.server";
import { surveyBag, type BagSurvey } from "#app/domain/compliance/bag/survey.server";
import { howtoText } from "#app/domain/compliance/bag/texts/howto";
import { reportSheet, type BagReport, type ReportedBag } from "#app/domain/compliance/bag/report-sheet.server";
import { statementText, type StatementFacts } from "#app/domain/compliance/bag/texts/statement";
import { zipBag } from "#app/domain/compliance/bag/zip.server";
import type { MadeExport } from "#app/domain/compliance/export/made.server";
import { sha256Of } from "#app/domain/digest";
import { DPV_CONTEXT } from "#app/domain/evidence/receipt/mapping-dpv";
import { writeReceiptPdf } from "#app/domain/evidence/receipt/pdf.server";
import { readVerifierFile } from "#app/domain/evidence/verifier-file.server";
import type { Listed } from "#app/ledger/bagit";
import { LANGUAGES } from "#app/messages/catalogue";
import type { Portal } from "#app/portal.server";

type Opening = Pick<Portal, "db" | "keys" | "ledger">;

/** How far a bag has come: entries that were written, and which part (0 to 1) of the files. */
export type BagProgress = { rows: number; share: number };

/** Writes the bag, and tells how far it has come. */
export type WriteBag = (tell: (progress: BagProgress) => void) => AsyncGenerator<Uint8Array>;

type Open = BagSurvey & { made: MadeExport; held: LedgerTokens[]; version: string };

/**
 * The ZIP file of an evidence bag, piece by piece as it is asked for. What lies in `data/` follows from the filter and the checkpoint alone as long as the bag
 * is masked. Refuses bag-empty and bag-too-large.
 */
export async function openBag(portal: Opening, made: MadeExport): Promise<WriteBag> {
  const survey = await surveyBag(portal, made);
  const { ledgers } = survey;
  const open = { made, ...survey, held: await readTokens(portal, made, ledgers), version: await readVersion() };
  return (tell) => zipBag({
    base: `evidence-${made.id}`,
    payload: (listed) => countedFiles(payloadOf(portal, open, listed), open, tell),
    info: (listed) => infoOf(open, listed),
  });
}

/** The manifest is written last, and what a statement says of the other files after them. */
async function* payloadOf(portal: Opening, open: Open, listed: readonly Listed[]): AsyncGenerator<BagFile> {
  const { made, ledgers, held } = open;
  yield recordsFile(portal, ledgers);
  if (made.mask === "unmasked") yield openingsFile(portal, made, ledgers);
  yield* proofFiles(portal, ledgers);
  yield* restingFiles(portal, made, ledgers);
  yield* await outsideFiles(portal, held);
  const report = await readReport(portal, made, ledgers);
  if (report.hasConsents) yield jsonFile("context/dpv.jsonld", { "@context": DPV_CONTEXT });
  const verifier = await readVerifierFile();
  if (verifier) yield wholeFile("verify.mjs", verifier.bytes);
  for (const language of LANGUAGES) yield wholeFile(`HOWTO.${language}.md`, howtoText(language));
  yield* reportFiles(open, report);
  const facts = statementFacts(open, listed);
  for (const language of LANGUAGES) yield wholeFile(`statement.${language}.md`, statementText(facts, language));
}

async function* reportFiles({ made, ledgers, held }: Open, report: BagReport): AsyncGenerator<BagFile> {
  const bag: ReportedBag = { filter: made.filter, mask: made.mask, ledgers, stamp: newestStamp(held) };
  for (const language of LANGUAGES) yield wholeFile(`report.${language}.pdf`, await writeReceiptPdf(reportSheet(bag, report, language)));
}

async function* countedFiles(files: AsyncIterable<BagFile>, { covered }: Open, tell: (progress: BagProgress) => void): AsyncGenerator<BagFile> {
  let written = 0;
  for await (const file of files) {
    yield file;
    if (file.path.startsWith("proofs/")) tell({ rows: (written += 1), share: Math.min(written / (covered + 1), 1) });
  }
  tell({ rows: covered, share: 1 });
}

function newestStamp(held: readonly LedgerTokens[]): StatementFacts["stamp"] {
  const token = held.at(-1)?.tokens.at(-1);
  return token ? { authority: token.authority, genTime: token.genTime, size: token.size } : null;
}

function statementFacts({ ledgers, covered, held }: Open, listed: readonly Listed[]): StatementFacts {
  return {
    counts: { entries: covered, files: listed.length },
    ledgers: ledgers.map(({ origin, size, checkpoint }) => ({ origin, size, checkpointSha256: sha256Of(checkpoint) })),
    stamp: newestStamp(held),
    recordsSha256: listed.find(({ path }) => path === "data/records.jsonl")?.sha256 ?? "",
  };
}

/** Who took the bag out, why and what it holds. */
function infoOf({ made, covered, uncovered, held, version }: Open, listed: readonly Listed[]): Record<string, string> {
  const { id, actorId, approverId, reason, filter, filterSha256, mask, ledgerNumber, size, happenedAt } = made;
  const stamp = newestStamp(held);
  return {
    "Bag-Software-Agent": `Concordat ${version}`,
    "Bagging-Date": happenedAt.slice(0, 10),
    "External-Identifier": id,
    "External-Description": "Evidence bag of a Concordat ledger",
    "Exported-At": happenedAt,
    "Exported-By": actorId,
    ...(approverId === null ? {} : { "Approved-By": approverId }),
    "Export-Reason": reason,
    "Export-Filter": JSON.stringify(filter),
    "Export-Filter-SHA256": filterSha256,
    "Export-Mask": mask,
    "Ledger-Number": String(ledgerNumber),
    "Ledger-Size": String(size),
    "Entry-Count": String(covered),
    ...(uncovered === 0 ? {} : { "Entries-Without-Checkpoint": `${uncovered}, left out: no signed checkpoint of their ledger covers them` }),
    "File-Count": String(listed.length),
    "Time-Stamp": stamp ? `${stamp.authority}, ${stamp.genTime}, over ${stamp.size} entries` : "none: no authority outside has stamped these entries",
  };
}

async function readVersion(): Promise<string> {
  return z.object({ version: z.string() }).parse(JSON.parse(await readFile("package.json", "utf8"))).version;
}
