import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { resolve } from "node:path";
import { oneFile, readArguments } from "#app/cli/arguments";
import { faultOf } from "#app/cli/input-file";
import { print } from "#app/cli/print";
import { UsageError } from "#app/cli/usage";
import { checkImport, importAcceptances, type ImportFormat, type ImportReport } from "#app/domain/evidence/import/import-acceptances.server";
import { INSTALLATION } from "#app/domain/publication/later/proposal";
import { DomainError } from "#app/domain/refusal";
import { importMessages } from "#app/messages/imports";
import { openPortal } from "#app/portal.server";
import { readSettings } from "#app/settings";

const OPTIONS = { agreement: { type: "string" }, format: { type: "string" }, source: { type: "string" }, "dry-run": { type: "boolean" } } as const;

/** `concordat import-acceptances`: brings in what another system recorded, and prints what became of it. Throws UsageError, refusals. */
export async function runImportAcceptances(args: string[], folder: string): Promise<number> {
  const { values, positionals } = readArguments(args, OPTIONS);
  const file = oneFile("import-acceptances", positionals);
  if (values.agreement === undefined) throw new UsageError("import-acceptances needs --agreement SLUG");
  const [path, format] = [resolve(folder, file), formatOf(values.format, file)];
  await refuseUnreadable(path, file);
  const asked = { slug: values.agreement, format, source: values.source ?? null, open: () => createReadStream(path), actorId: INSTALLATION };
  const portal = await openPortal(readSettings(process.env));
  try {
    const report = values["dry-run"] ? await checkImport(portal, asked) : await importAcceptances(portal, asked);
    await print(reportText(report));
    return report.outcome === "faulty" ? 1 : 0;
  } finally {
    await portal.close();
  }
}

function formatOf(given: string | undefined, file: string): ImportFormat {
  const format = given ?? (/\.(jsonl|ndjson)$/i.test(file) ? "jsonl" : "csv");
  if (format !== "csv" && format !== "jsonl") throw new UsageError("--format is csv or jsonl");
  return format;
}

async function refuseUnreadable(path: string, file: string): Promise<void> {
  try {
    const handle = await open(path);
    const isFile = (await handle.stat()).isFile();
    await handle.close();
    if (!isFile) throw Object.assign(new Error("not a file"), { code: "EISDIR" });
  } catch (error) {
    throw new DomainError("file-unreadable", { file, fault: faultOf(error) });
  }
}

function reportText({ outcome, rows, faults, faultCount, recorded, known }: ImportReport): string {
  const words = importMessages.en;
  const lines = faults.map(({ line, code, about }) => `${words.line(line)}: ${words.faults[code](about)}.`);
  const rest = faultCount > faults.length ? [words.more(faultCount - faults.length)] : [];
  const said = { faulty: words.outcome.faulty(rows, faultCount), checked: words.outcome.checked(rows), imported: words.outcome.imported(recorded, known) }[outcome];
  return [...lines, ...rest, said, ""].join("\n");
}
