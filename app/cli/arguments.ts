import { parseArgs, type ParseArgsConfig } from "node:util";
import { UsageError } from "#app/cli/usage";

type Options = NonNullable<ParseArgsConfig["options"]>;

/** The arguments of a command by its options. What it does not know is a UsageError. */
export function readArguments<O extends Options>(args: string[], options: O) {
  try {
    return parseArgs({ args, allowPositionals: true, options });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** The one file that a command takes. Throws UsageError. */
export function oneFile(command: string, [file, ...others]: string[]): string {
  if (file === undefined || others.length > 0) throw new UsageError(`${command} takes one FILE`);
  return file;
}
