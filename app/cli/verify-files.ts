import { createReadStream } from "node:fs";
import { basename, resolve } from "node:path";
import { readArguments } from "#app/cli/arguments";
import { bagDigest, isBag, readBagFiles } from "#app/cli/bag-files";
import { complain, print } from "#app/cli/print";
import { UsageError } from "#app/cli/usage";
import { judgeBag, type BagJudgement, type JudgedRecord } from "#app/ledger/bag";
import { hexOf, parseUtf8 } from "#app/ledger/bytes";
import type { LedgerCrypto } from "#app/ledger/crypto";
import { MOST_EVIDENCE_BYTES, readKeyLines, UnreadableEvidence } from "#app/ledger/evidence-file";
import { MOST_HANDED_FILES, readHandedIn, type HandedFile } from "#app/ledger/handed-in";
import { judgeEvidence, type Judgement } from "#app/ledger/judgement";
import { writeVerifierKey, type NoteKey } from "#app/ledger/note";
import { isLanguage, type Language } from "#app/messages/catalogue";
import { bagReportText } from "#app/messages/verify-bag";
import { reportOf, unreadableSentence } from "#app/messages/verify-report";
import { reportText } from "#app/messages/verify-text";

/** Where the command stands, and what the ledger's code is given. */
export type Standing = { folder: string; crypto: LedgerCrypto; environment: Readonly<Record<string, string | undefined>> };

const EXIT = { holds: 0, fails: 1, selfConsistent: 3 } as const;
const UNREADABLE = 2;

/**
 * `FILE… [--key VKEY|FILE]… [--json] [--lang zh-CN|en]`: checks one piece of evidence, or an evidence bag, without network and prints four answers. Gives
 * 0 where nothing fails by a key that was given, 1 where a level fails, 2 where it cannot be read, 3 where the only key came with it.
 * Throws UsageError.
 */
export async function verifyFiles(args: string[], standing: Standing): Promise<number> {
  const { files, keys, isJson, language } = readOrder(args, standing.environment);
  try {
    const given = await readGiven(keys, standing);
    const bag = await findBag(files, standing);
    const judged = bag === null ? await judgeFiles(files, { standing, given }) : await judgeBagAt(bag, { standing, given });
    await print(isJson ? judged.json : judged.text(language));
    return EXIT[judged.verdict];
  } catch (error) {
    if (!(error instanceof UnreadableEvidence)) throw error;
    if (isJson) await print(json({ verdict: "unreadable", fault: error.fault, about: error.about }));
    else complain(unreadableSentence(error, language));
    return UNREADABLE;
  }
}

type Order = { files: string[]; keys: string[]; isJson: boolean; language: Language };

function readOrder(args: string[], environment: Standing["environment"]): Order {
  const { values, positionals } = readArguments(args, {
    key: { type: "string", multiple: true, default: [] },
    json: { type: "boolean", default: false },
    lang: { type: "string" },
  });
  if (positionals.length === 0) throw new UsageError("verify takes at least one FILE");
  const { lang = languageOf(environment) } = values;
  if (!isLanguage(lang)) throw new UsageError(`unknown language: ${lang} (zh-CN, en)`);
  return { files: positionals, keys: values.key, isJson: values.json, language: lang };
}

function languageOf({ LC_ALL, LC_MESSAGES, LANG }: Standing["environment"]): Language {
  return /^zh/i.test(LC_ALL || LC_MESSAGES || LANG || "") ? "zh-CN" : "en";
}

type Checking = { standing: Standing; given: readonly NoteKey[] };

type Judged = { verdict: Judgement["verdict"]; json: string; text(language: Language): string };

async function judgeFiles(files: readonly string[], { standing: { folder, crypto }, given }: Checking): Promise<Judged> {
  if (files.length > MOST_HANDED_FILES) throw new UnreadableEvidence("tooMany", "files");
  const judgement = judgeEvidence(crypto, readHandedIn(crypto, await readFiles(files, folder)), given);
  return { verdict: judgement.verdict, json: judgementJson(judgement), text: (language) => reportText(reportOf(crypto, judgement, language), language) };
}

/** The path of the bag that was given; null where none was. A bag stands alone. */
async function findBag(files: readonly string[], { folder }: Standing): Promise<string | null> {
  for (const file of files) {
    if (!(await isBag(resolve(folder, file)))) continue;
    const other = files.find((each) => each !== file);
    if (other !== undefined) throw new UnreadableEvidence("bagAlone", other);
    return resolve(folder, file);
  }
  return null;
}

async function judgeBagAt(path: string, { standing: { crypto }, given }: Checking): Promise<Judged> {
  const judgement = judgeBag({ crypto, digest: bagDigest }, await readBagFiles(path), given);
  return { verdict: judgement.verdict, json: bagJson(judgement), text: (language) => bagReportText(crypto, judgement, language) };
}

async function readGiven(keys: readonly string[], { folder, crypto }: Standing): Promise<NoteKey[]> {
  const given: NoteKey[] = [];
  for (const key of keys) given.push(...(await readGivenKeys(key, { folder, crypto })));
  return given;
}

/** A key is a line, or a file with such lines: no key is called like a file that is there without a plus sign. */
async function readGivenKeys(key: string, { folder, crypto }: Pick<Standing, "folder" | "crypto">): Promise<NoteKey[]> {
  if (key.includes("+") || key.trim() === "") return readKeyLines(crypto, key.trim() === "" ? "?" : key);
  const text = parseUtf8(await readFile(key, { folder, most: MOST_EVIDENCE_BYTES }));
  if (text === null) throw new UnreadableEvidence("notText", key);
  if (text.trim() === "") throw new UnreadableEvidence("keyMalformed", key);
  return readKeyLines(crypto, text);
}

/** One after another, so that no more is read than is taken. */
async function readFiles(paths: readonly string[], folder: string): Promise<HandedFile[]> {
  const files: HandedFile[] = [];
  let most = MOST_EVIDENCE_BYTES;
  for (const path of paths) {
    const bytes = await readFile(path, { folder, most });
    files.push({ name: basename(path), bytes });
    most -= bytes.length;
  }
  return files;
}

async function readFile(path: string, { folder, most }: { folder: string; most: number }): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of createReadStream(resolve(folder, path), { end: most })) chunks.push(chunk);
  } catch {
    throw new UnreadableEvidence("fileUnreadable", path);
  }
  const bytes = Buffer.concat(chunks);
  if (bytes.length > most) throw new UnreadableEvidence("tooLarge");
  return bytes;
}

/** For programs: the four answers as they are, and by which keys. */
function judgementJson({ verdict, trust, keys, verification, held }: Judgement): string {
  const { logged, consistent, text, person, entry, index, head } = verification;
  return json({
    verdict,
    trust,
    keys: keys.map(writeVerifierKey),
    levels: { logged, consistent, text, person },
    index,
    ledger: head && { origin: head.origin, size: head.size, rootHash: hexOf(head.rootHash) },
    entry,
    timeTokens: held.timeTokens.length,
  });
}

/** For programs: whether it is a bag, and the four answers for each entry. */
function bagJson({ bag, records, strays, trust, verdict }: BagJudgement): string {
  return json({ verdict, trust, bag, records: records.map((record) => ("judgement" in record ? answersOf(record) : record)), strays });
}

function answersOf({ line, record, kind, judgement: { verdict, verification: { logged, consistent, text, person, index } } }: Extract<JudgedRecord, { judgement: Judgement }>) {
  return { line, record, kind, index, verdict, levels: { logged, consistent, text, person } };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
