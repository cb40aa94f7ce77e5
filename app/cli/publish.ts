import { oneFile, readArguments } from "#app/cli/arguments";
import { readInputFile } from "#app/cli/input-file";
import { signInAs } from "#app/cli/person";
import { complain, print } from "#app/cli/print";
import { UsageError } from "#app/cli/usage";
import { signOut } from "#app/domain/access/sign-in.server";
import { parseInstant } from "#app/domain/instant";
import { withOwnAddress } from "#app/domain/notice/own-address.server";
import { loadContent } from "#app/domain/publication/files/content.server";
import { readJsonFile } from "#app/domain/publication/files/json-file";
import { agreementProperties, isKnownLanguage, versionManifest } from "#app/domain/publication/manifest";
import { publishText, type TextOrder } from "#app/domain/publication/files/publish-text.server";
import { readSource, type Source } from "#app/domain/publication/files/source";
import { openPortal, type Portal } from "#app/portal.server";
import { readSettings } from "#app/settings";

const TEXT = { type: "string" } as const;
const OPTIONS = {
  text: { type: "string", multiple: true },
  agreement: TEXT, class: TEXT, summary: TEXT, author: TEXT, approver: TEXT, effective: TEXT, language: TEXT, title: TEXT, properties: TEXT,
  reason: TEXT, "class-reason": TEXT, "warning-reason": TEXT, "approval-reason": TEXT,
} as const;

type Person = { address: string; password: string };
type Order = Omit<TextOrder, "author" | "approver"> & { author: Person; approver: Person };

/**
 * `concordat publish FILE`: a new version through every step of the desk, by two people who prove who they are by their
 * passwords. Throws UsageError and what the steps refuse.
 */
export async function runPublish(args: string[], folder: string): Promise<number> {
  const settings = readSettings(process.env);
  const order = await readOrder(args, folder, settings.defaultLanguage);
  const portal = await withOwnAddress(await openPortal(settings));
  try {
    const { published } = await loadContent(portal, { folder: settings.contentDir });
    if (published.length > 0) complain(`Published what is shipped in ${settings.contentDir}, as a first start does.`);
    const { outcome, number } = await publishAs(portal, order);
    const version = `“${order.given.slug}” version ${number}`;
    await print(outcome === "published" ? `Published: ${version}.\n` : `Nothing changed: this text is published as ${version}.\n`);
    return 0;
  } finally {
    await portal.close();
  }
}

async function publishAs(portal: Portal, { author, approver, ...order }: Order) {
  const sessions = [await signInAs(portal, author, "AUTHOR_PASSWORD"), await signInAs(portal, approver, "APPROVER_PASSWORD")] as const;
  try {
    return await publishText(portal, { ...order, author: sessions[0], approver: sessions[1] });
  } finally {
    for (const { token } of sessions) await signOut(portal, token);
  }
}

async function readOrder(args: string[], folder: string, defaultLanguage: string): Promise<Order> {
  const { values, positionals } = readArguments(args, OPTIONS);
  const file = oneFile("publish", positionals);
  const slug = agreementProperties.shape.slug.safeParse(values.agreement);
  if (!slug.success) throw new UsageError("--agreement SLUG is lower-case letters, digits and single dashes, such as general-terms");
  const source = readSource(await readInputFile(file, folder), file);
  const translations = await Promise.all((values.text ?? []).map((given) => readTranslation(given, folder)));
  const properties = values.properties === undefined ? null : { file: values.properties, agreement: readJsonFile(agreementProperties, await readInputFile(values.properties, folder), values.properties) };
  const summaryFile = required(values.summary, "--summary FILE");
  return {
    given: { slug: slug.data, source, file, translations, kind: null, language: values.language ?? null, title: values.title?.trim() || null, properties, defaultLanguage },
    author: { address: required(values.author, "--author ADDRESS"), password: required(process.env.AUTHOR_PASSWORD, "the environment variable AUTHOR_PASSWORD") },
    approver: { address: required(values.approver, "--approver ADDRESS"), password: required(process.env.APPROVER_PASSWORD, "the environment variable APPROVER_PASSWORD") },
    changeClass: classOf(values.class),
    summary: readJsonFile(versionManifest.shape.summary, await readInputFile(summaryFile, folder), summaryFile),
    classReason: values["class-reason"] ?? "",
    warningReason: values["warning-reason"] ?? "",
    approvalReason: values["approval-reason"] ?? "",
    reason: values.reason?.trim() || "published on the command line",
    effectiveAt: effectiveOf(values.effective),
  };
}

/** Reads what `--text LANG=FILE` names. */
async function readTranslation(given: string, folder: string): Promise<Source & { language: string; file: string }> {
  const [, language = "", file = ""] = /^([^=]+)=(.+)$/.exec(given) ?? [];
  if (!isKnownLanguage(language) || file === "") throw new UsageError(`--text is LANGUAGE=FILE, such as en=2.en.md, not “${given}”`);
  return { ...readSource(await readInputFile(file, folder), file), language, file };
}

function required(value: string | undefined, what: string): string {
  if (value === undefined || value.trim() === "") throw new UsageError(`publish needs ${what}`);
  return value;
}

function classOf(text: string | undefined): Order["changeClass"] {
  if (text === "editorial" || text === "ordinary" || text === "essential") return text;
  throw new UsageError("--class is editorial, ordinary or essential");
}

function effectiveOf(text: string | undefined): string | null {
  if (text === undefined || text === "earliest") return null;
  const instant = text.length === 10 ? null : parseInstant(text);
  if (instant === null) throw new UsageError("--effective is an instant with its zone, such as 2026-04-01T00:00:00+08:00, or earliest");
  return instant;
}
