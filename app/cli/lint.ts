import { oneFile, readArguments } from "#app/cli/arguments";
import { readInputFile } from "#app/cli/input-file";
import { complain, print } from "#app/cli/print";
import { readSource } from "#app/domain/publication/files/source";
import { lintOutline, type Finding } from "#app/domain/text/lint";
import { readOutline } from "#app/domain/text/outline";
import { lintMessages } from "#app/messages/lint";

/** `concordat lint FILE [--json]`: what to mend before people rely on a text. Exit code 1 when there is an error. */
export async function runLint(args: string[], folder: string): Promise<number> {
  const { values, positionals } = readArguments(args, { json: { type: "boolean" } });
  const file = oneFile("lint", positionals);
  const { body } = readSource(await readInputFile(file, folder), file);
  const findings = lintOutline(readOutline(body));
  await print(values.json ? `${JSON.stringify(findings, null, 2)}\n` : lintText(file, findings));
  const errors = findings.filter(({ severity }) => severity === "error").length;
  if (!values.json) complain(`${errors} errors, ${findings.length - errors} warnings`);
  return errors > 0 ? 1 : 0;
}

/** A line per finding, as compilers write them: file, line, severity, sentence, advice. */
export function lintText(file: string, findings: readonly Finding[]): string {
  return findings.map((finding) => lineOf(file, finding)).join("");
}

function lineOf(file: string, { line, severity, code, found }: Finding): string {
  const { sentence, advice } = lintMessages.en[code];
  return `${file}:${line}: ${severity}: ${sentence(found)} ${advice}\n`;
}
