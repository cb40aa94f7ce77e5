import { createWriteStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { readArguments } from "#app/cli/arguments";
import { signInAs } from "#app/cli/person";
import { complain, print } from "#app/cli/print";
import { UsageError } from "#app/cli/usage";
import { DATA_SET_NAMES, FILTERS, FORMATS, formatFor, isDataSet, isFormat } from "#app/domain/compliance/export/data-sets";
import { fetchExport } from "#app/domain/compliance/export/fetch.server";
import { orderExport } from "#app/domain/compliance/export/make.server";
import { noteOf } from "#app/domain/compliance/export/note.server";
import type { ExportOrder, Filter } from "#app/domain/compliance/export/order";
import { listUnderWay } from "#app/domain/compliance/export/under-way.server";
import { signOut } from "#app/domain/access/sign-in.server";
import type { Session } from "#app/domain/access/session.server";
import { DomainError } from "#app/domain/refusal";
import { openPortal, type Portal } from "#app/portal.server";
import { readSettings } from "#app/settings";

const TEXT = { type: "string" } as const;
const OPTIONS = {
  format: TEXT, to: TEXT, as: TEXT, reason: TEXT, size: TEXT, after: TEXT, export: TEXT, unmasked: { type: "boolean" },
  agreement: TEXT, version: TEXT, language: TEXT, method: TEXT, class: TEXT, grade: TEXT, party: TEXT, from: TEXT, until: TEXT,
} as const;

type Values = ReturnType<typeof readArguments<typeof OPTIONS>>["values"];

/** What to write: an export that is on record, or a new one. */
type Asked = { file: string; address: string; password: string; after: string | null } & ({ id: string } | { order: ExportOrder });

/**
 * `concordat export-data DATA_SET`: takes records out into a file, with its note beside it, by an auditor who proves who they are by their password.
 * Throws UsageError and what the steps refuse.
 */
export async function runExportData(args: string[], folder: string): Promise<number> {
  const asked = readAsked(args, folder);
  const portal = await openPortal(readSettings(process.env));
  try {
    const session = await signInAs(portal, { address: asked.address, password: asked.password }, "EXPORT_PASSWORD");
    try {
      return await exportAs(portal, session, asked);
    } finally {
      await signOut(portal, session.token);
    }
  } finally {
    await portal.close();
  }
}

async function exportAs(portal: Portal, actor: Session, asked: Asked): Promise<number> {
  const ordered = "id" in asked ? { outcome: "made" as const, id: asked.id } : await orderExport(portal, { order: asked.order, actor });
  if (ordered.outcome === "asked") {
    await print(`A second person must approve this export, at ${portal.settings.publicUrl}/compliance/exports. Then fetch it by its id with --export.\n`);
    return 0;
  }
  const { made, send } = await fetchExport(portal, { id: ordered.id, after: asked.after, actor });
  const told = tellProgress(portal, made.id);
  try {
    const { bytes, sha256 } = await send((pieces) => writeNew(asked.file, pieces));
    await writeFile(`${asked.file}.note.json`, `${JSON.stringify(noteOf(made), null, 2)}\n`);
    await print(`Export ${made.id}: ${asked.file}, at ${made.size} entries of ledger ${made.ledgerNumber}.\n${bytes} bytes, SHA-256 ${sha256}\n`);
  } finally {
    clearInterval(told);
  }
  return 0;
}

/** A file that is there is not overwritten; what was cut short is left as far as it came. */
async function writeNew(file: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  await pipeline(Readable.from(bytes, { objectMode: false }), createWriteStream(file, { flags: "wx" })).catch((error: NodeJS.ErrnoException) => {
    if (error.syscall === undefined) throw error;
    throw new DomainError("file-unreadable", { file, fault: error.code === "EEXIST" ? "it is there already and is not overwritten" : error.message });
  });
}

function tellProgress(portal: Portal, id: string): NodeJS.Timeout {
  return setInterval(() => {
    for (const { rows, share } of listUnderWay(portal, id)) complain(`${rows} rows written, ${Math.floor(share * 100)} % of the ledger read`);
  }, 2000);
}

function readAsked(args: string[], folder: string): Asked {
  const { values, positionals } = readArguments(args, OPTIONS);
  const who = { address: required(values.as, "--as ADDRESS"), password: required(process.env.EXPORT_PASSWORD, "the environment variable EXPORT_PASSWORD") };
  const what = { ...who, file: resolve(folder, required(values.to, "--to FILE")), after: values.after ?? null };
  if (values.export === undefined) return { ...what, order: readOrder(positionals, values) };
  if (positionals.length > 0) throw new UsageError("export-data takes a DATA_SET or --export ID, not both");
  return { ...what, id: values.export };
}

function readOrder([dataSet = "", ...others]: string[], values: Values): ExportOrder {
  if (!isDataSet(dataSet) || others.length > 0) throw new UsageError(`export-data takes one DATA_SET: ${DATA_SET_NAMES.join(", ")}`);
  const format = values.format ?? formatFor(dataSet, "csv");
  if (!isFormat(format)) throw new UsageError(`--format is one of ${FORMATS.join(", ")}; evidence is written as a bag`);
  if (!/^\d{0,15}$/.test(values.size ?? "")) throw new UsageError("--size is a number of entries");
  const filter: Filter = Object.fromEntries(FILTERS.map((name) => [name, values[name] ?? ""]));
  return { dataSet, format, filter, mask: values.unmasked ? "unmasked" : "masked", reason: values.reason ?? "", size: values.size ? Number(values.size) : null };
}

function required(value: string | undefined, what: string): string {
  if (value === undefined || value === "") throw new UsageError(`export-data needs ${what}`);
  return value;
}
