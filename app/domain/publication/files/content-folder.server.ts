import { readdir, readFile } from "node:fs/promises";
import { readAgreementFiles, type GivenFile, type ShippedAgreement } from "#app/domain/publication/files/shipped";
import { DomainError } from "#app/domain/refusal";

/** Reads a folder of agreements, one folder each; names that begin with a dot or end with ~ are passed over. Throws refusals that name the file. */
export async function readContentFolder(folder: string): Promise<ShippedAgreement[]> {
  const entries = await listFolder(folder);
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(names.map((name) => readAgreementFolder(name, `${folder}/${name}`)));
}

async function readAgreementFolder(name: string, path: string): Promise<ShippedAgreement> {
  const entries = await listFolder(path);
  const files = await Promise.all(entries.map((entry) => readGivenFile(entry.name, `${path}/${entry.name}`)));
  return readAgreementFiles({ name, path }, files);
}

async function listFolder(path: string) {
  const entries = await orRefuse(path, readdir(path, { withFileTypes: true }));
  return entries
    .filter(({ name }) => !name.startsWith(".") && !name.endsWith("~"))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function readGivenFile(name: string, file: string): Promise<GivenFile> {
  return { name, file, bytes: await orRefuse(file, readFile(file)) };
}

async function orRefuse<T>(file: string, reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    throw new DomainError("file-unreadable", { file, fault: error instanceof Error ? error.message : String(error) });
  }
}
