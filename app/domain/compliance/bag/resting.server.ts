import { wholeFile, type BagFile } from "#app/domain/compliance/bag/bag-file";
import { restingPath } from "#app/domain/compliance/bag/resting-place";
import { readBagEntries, type BagEntry, type BagLedger } from "#app/domain/compliance/bag/survey.server";
import { findBody } from "#app/domain/evidence/receipt/files.server";
import { EXPLANATION_FIELD } from "#app/domain/evidence/explanations/explanations";
import { openValue } from "#app/domain/evidence/personal-value.server";
import type { MadeExport } from "#app/domain/compliance/export/made.server";
import { sha256Of } from "#app/domain/digest";
import type { Portal } from "#app/portal.server";
import { findPrivateAnswer } from "#db/explanations";
import { findBatchList, findExplanation, isAnswerFree } from "#db/compliance/bag";

type Reading = Pick<Portal, "db" | "keys">;
type Named = { name: string; sha256: string };

/** Every text, manifest, screen, set, notice and list that an entry of the bag rests on, each once, as far as it is kept. */
export async function* restingFiles(portal: Reading, made: Pick<MadeExport, "mask">, ledgers: readonly BagLedger[]): AsyncGenerator<BagFile> {
  const written = new Set<string>();
  for await (const page of readBagEntries(portal, ledgers)) {
    for (const held of page) yield* filesOf(portal, { held, made, written });
  }
}

type Resting = { held: BagEntry; made: Pick<MadeExport, "mask">; written: Set<string> };

async function* filesOf(portal: Reading, { held: { entry }, made, written }: Resting): AsyncGenerator<BagFile> {
  for (const [name, sha256] of Object.entries(entry.hashes ?? {})) {
    const path = restingPath(entry, name, sha256);
    if (path === null || written.has(sha256)) continue;
    written.add(sha256);
    const body = await readBody(portal, { entry, named: { name, sha256 }, made });
    if (body !== null && sha256Of(body) === sha256) yield wholeFile(path, body);
  }
}

type Asked = { entry: BagEntry["entry"]; named: Named; made: Pick<MadeExport, "mask"> };

/**
 * What was answered to one party, and not to everybody, may name persons: a masked bag is without it, and without the notice that brought it; every bag, where
 * the party is restricted or erased.
 */
async function readBody({ db, keys }: Reading, { entry, named, made }: Asked): Promise<string | null> {
  const { kind, record } = entry;
  if (kind === "notice.issued" && entry.body?.reason === "explanation" && !(await mayAnswer({ db }, record, made))) return null;
  if (named.name === "deliveries") return findBatchList(db, record);
  if (kind !== "explanation.answered") return findBody({ db }, { record, ...named });
  const found = await findExplanation(db, record);
  if (named.name === "publicQuestion") return found?.publicQuestion ?? null;
  if (found) return found.answer;
  const own = (await mayAnswer({ db }, record, made)) ? await findPrivateAnswer(db, record) : null;
  return own && openValue({ keys }, { partyId: own.partyId, field: EXPLANATION_FIELD, sealed: own.answerSealed });
}

async function mayAnswer({ db }: Pick<Portal, "db">, record: string, { mask }: Asked["made"]): Promise<boolean> {
  return mask === "unmasked" && isAnswerFree(db, record);
}
