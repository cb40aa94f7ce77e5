import { readFile } from "node:fs/promises";
import type { ServerBuild } from "@remix-run/node";
import { z } from "zod";
import { runBounce } from "#app/cli/bounce";
import { runCompare } from "#app/cli/compare";
import { runDemo } from "#app/cli/demo/demo";
import { runDeliver } from "#app/cli/deliver";
import { runEarliest } from "#app/cli/earliest";
import { runExport } from "#app/cli/export";
import { runExportData } from "#app/cli/export-data";
import { runImport } from "#app/cli/import";
import { runImportAcceptances } from "#app/cli/import-acceptances";
import { runLedger } from "#app/cli/ledger";
import { runLint } from "#app/cli/lint";
import { runOutline } from "#app/cli/outline";
import { runPublish } from "#app/cli/publish";
import { runReport } from "#app/cli/report";
import { runVerify } from "#app/cli/verify";
import { runRules } from "#app/cli/rules";
import { runUse } from "#app/cli/use";
import { complain, outliveClosedPipe, print } from "#app/cli/print";
import { USAGE, UsageError } from "#app/cli/usage";
import { DomainError } from "#app/domain/refusal";
import { problemMessages } from "#app/messages/problems";
import { PortalError } from "#app/portal.server";
import { SettingsError } from "#app/settings";

type Command = (args: string[], context: { folder: string; build: ServerBuild }) => Promise<number>;

const COMMANDS = new Map<string, Command>([
  ["outline", (args, { folder }) => runOutline(args, folder)],
  ["lint", (args, { folder }) => runLint(args, folder)],
  ["compare", (args, { folder }) => runCompare(args, folder)],
  ["earliest", (args) => runEarliest(args)],
  ["publish", (args, { folder }) => runPublish(args, folder)],
  ["export", (args, { folder }) => runExport(args, folder)],
  ["export-data", (args, { folder }) => runExportData(args, folder)],
  ["import-acceptances", (args, { folder }) => runImportAcceptances(args, folder)],
  ["import", (args, { folder }) => runImport(args, folder)],
  ["verify", (args, { folder }) => runVerify(args, folder)],
  ["ledger", (args) => runLedger(args)],
  ["bounce", (args, { folder }) => runBounce(args, folder)],
  ["deliver", (args) => runDeliver(args)],
  ["report", (args) => runReport(args)],
  ["rules", (args) => runRules(args)],
  ["use", (args) => runUse(args)],
  ["demo", (_args, { build }) => runDemo(build)],
  ["help", () => printAll(USAGE)],
  ["version", () => printVersion()],
]);

const ALIASES = new Map([["-h", "help"], ["--help", "help"], ["-v", "version"], ["--version", "version"]]);

/**
 * Runs one command line; file arguments are relative to `folder`, where the person stood. Gives the exit code: 0 done,
 * 1 refused, 2 not understood; `verify` has one more.
 */
export async function runCommand(build: ServerBuild, args: string[], folder: string): Promise<number> {
  outliveClosedPipe();
  try {
    const [name = "", ...rest] = args;
    const command = COMMANDS.get(ALIASES.get(name) ?? name);
    if (!command) throw new UsageError(name === "" ? "a command is missing" : `unknown command: ${name}`);
    if (rest.includes("--help") || rest.includes("-h")) return await printAll(USAGE);
    return await command(rest, { folder, build });
  } catch (error) {
    return answerFor(error);
  }
}

async function printAll(text: string): Promise<number> {
  await print(text);
  return 0;
}

/** Commands run in the project's folder. */
async function printVersion(): Promise<number> {
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(await readFile("package.json", "utf8")));
  return printAll(`concordat ${version}\n`);
}

function answerFor(error: unknown): number {
  if (error instanceof UsageError) {
    complain(`concordat: ${error.message}\n\n${USAGE}`);
    return 2;
  }
  complain(`concordat: ${refusalText(error)}`);
  return 1;
}

/** The sentence for a refusal; anything else is a bug and thrown on. */
function refusalText(error: unknown): string {
  if (error instanceof PortalError || error instanceof SettingsError) return error.message;
  if (!(error instanceof DomainError)) throw error;
  const { title, advice } = problemMessages.en[error.code](error.details);
  return `${title}.\n${advice}`;
}
