import { readImportOrder, type ImportOrder } from "#app/cli/import-order";
import { readInputFile } from "#app/cli/input-file";
import { outlineText } from "#app/cli/outline";
import { complain, print } from "#app/cli/print";
import { withOwnAddress } from "#app/domain/notice/own-address.server";
import { loadContent } from "#app/domain/publication/files/content.server";
import { flagsByClause } from "#app/domain/publication/flags";
import { importAgreement, type Imported } from "#app/domain/publication/files/import.server";
import { readJsonFile } from "#app/domain/publication/files/json-file";
import { agreementProperties } from "#app/domain/publication/manifest";
import { readSource } from "#app/domain/publication/files/source";
import { openPortal } from "#app/portal.server";
import { readSettings, type Settings } from "#app/settings";

/**
 * `concordat import`: reads the files, opens the portal with its content as a start does, brings the text in and prints
 * its outline. Throws UsageError and refusals.
 */
export async function runImport(args: string[], folder: string): Promise<number> {
  const order = readImportOrder(args);
  const files = await readFiles(order, folder);
  const settings = readSettings(process.env);
  const imported = await importInto(settings, { ...order, ...files });
  await print(`${outlineText(imported.text.outline)}\n${outcomeText(imported, order)}\n`);
  return 0;
}

async function readFiles(order: ImportOrder, folder: string) {
  const source = readSource(await readInputFile(order.file, folder), order.file);
  const properties = order.propertiesFile === null ? null : await readProperties(order.propertiesFile, folder);
  const publish = order.publish && (await readFlags(order.publish.flagsFile, folder));
  return { source, properties, publish };
}

async function readProperties(file: string, folder: string) {
  return { file, agreement: readJsonFile(agreementProperties, await readInputFile(file, folder), file) };
}

async function readFlags(file: string, folder: string) {
  return { file, flags: readJsonFile(flagsByClause, await readInputFile(file, folder), file) };
}

type Files = Awaited<ReturnType<typeof readFiles>>;

async function importInto(settings: Settings, given: Omit<ImportOrder, "publish"> & Files): Promise<Imported> {
  const portal = await withOwnAddress(await openPortal(settings));
  try {
    const { published } = await loadContent(portal, { folder: settings.contentDir });
    if (published.length > 0) complain(`Published what is shipped in ${settings.contentDir}, as a first start does.`);
    return await importAgreement(portal, { ...given, defaultLanguage: settings.defaultLanguage });
  } finally {
    await portal.close();
  }
}

function outcomeText({ outcome, number, text }: Imported, { slug }: ImportOrder): string {
  const version = `“${slug}” version ${number} (${text.language})`;
  switch (outcome) {
    case "published":
      return `Published: ${version}, in force now.`;
    case "drafted":
      return `Kept as a draft: ${version}. Nobody is bound by a draft.`;
    case "already published":
      return `Nothing changed: this text is published as ${version}.`;
    case "already drafted":
      return `Nothing changed: there is a draft of this text, ${version}.`;
  }
}
