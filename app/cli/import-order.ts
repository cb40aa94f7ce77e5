import { basename } from "node:path";
import { oneFile, readArguments } from "#app/cli/arguments";
import { UsageError } from "#app/cli/usage";
import { agreementProperties, isKnownLanguage, type AgreementProperties } from "#app/domain/publication/manifest";

/** What a person asks for with `concordat import`. */
export type ImportOrder = {
  file: string;
  slug: string;
  /** Null where not given: that of the agreement as it is, else the default. */
  kind: AgreementProperties["kind"] | null;
  language: string | null;
  title: string | null;
  propertiesFile: string | null;
  /** The file with flags when the text is to be published; null for a draft. */
  publish: { flagsFile: string } | null;
};

/** Reads the arguments after `import`. Throws UsageError. */
export function readImportOrder(args: string[]): ImportOrder {
  const { values, positionals } = readArguments(args, OPTIONS);
  const file = oneFile("import", positionals);
  if (values.flags !== undefined && !values.publish) throw new UsageError("--flags goes with --publish; a draft gets its flags from an editor");
  return {
    file,
    slug: checked(values.agreement, agreementProperties.shape.slug, "--agreement SLUG is lower-case letters, digits and single dashes, such as general-terms"),
    kind: values.kind === undefined ? null : checked(values.kind, agreementProperties.shape.kind, "--kind is terms, consent or information"),
    language: readLanguage(values.language),
    title: readTitle(values.title),
    propertiesFile: values.properties ?? null,
    publish: values.publish ? { flagsFile: readFlagsFile(values.flags, basename(file)) } : null,
  };
}

const TEXT = { type: "string" } as const;
const OPTIONS = {
  agreement: TEXT,
  kind: TEXT,
  language: TEXT,
  title: TEXT,
  properties: TEXT,
  flags: TEXT,
  publish: { type: "boolean" },
} as const;

type Schema<T> = { safeParse(value: unknown): { success: true; data: T } | { success: false } };

function checked<T>(value: string | undefined, schema: Schema<T>, message: string): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new UsageError(message);
  return parsed.data;
}

function readLanguage(language: string | undefined): string | null {
  if (language !== undefined && !isKnownLanguage(language)) throw new UsageError("--language is a language tag such as zh-CN or en");
  return language ?? null;
}

function readTitle(title: string | undefined): string | null {
  if (title?.trim() === "") throw new UsageError("--title is blank");
  return title?.trim() ?? null;
}

function readFlagsFile(flagsFile: string | undefined, file: string): string {
  if (flagsFile !== undefined) return flagsFile;
  throw new UsageError(
    `--publish needs --flags FILE: which clauses of ${file} stand out, survive the end, limit liability … ` +
      `Write {} into the file when none does.`,
  );
}
