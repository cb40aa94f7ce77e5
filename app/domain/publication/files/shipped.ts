import { readJsonFile } from "#app/domain/publication/files/json-file";
import {
  agreementProperties, isKnownLanguage, versionManifest, type AgreementProperties, type VersionManifest,
} from "#app/domain/publication/manifest";
import { readSource, type Source } from "#app/domain/publication/files/source";
import { DomainError } from "#app/domain/refusal";

/** A folder of one agreement as it is shipped in `content/`. */
export type ShippedAgreement = {
  properties: AgreementProperties;
  file: string;
  /** In number order. */
  versions: ShippedVersion[];
};

export type ShippedVersion = { manifest: VersionManifest; file: string; texts: ShippedText[] };

export type ShippedText = Source & { language: string; file: string };

/** A file of an agreement's folder; `file` names it in refusals. */
export type GivenFile = { name: string; file: string; bytes: Uint8Array };

/**
 * Reads the files of one agreement's folder: `agreement.json`, `<version>.json`, `<version>.<language>.md`. Throws
 * refusals that name the file and the place.
 */
export function readAgreementFiles(folder: { name: string; path: string }, files: readonly GivenFile[]): ShippedAgreement {
  for (const { name, file } of files) checkName(name, file);
  const properties = readProperties(folder, files);
  const numbers = files.flatMap(({ name }) => numberIn(name) ?? []);
  const sorted = Array.from(new Set(numbers)).sort((a, b) => a - b);
  if (sorted.length === 0) fileNamed("1.json", files, { folder: folder.path, neededBy: `${folder.path}/agreement.json` });
  return {
    properties,
    file: `${folder.path}/agreement.json`,
    versions: sorted.map((number) => readVersion(folder.path, number, files)),
  };
}

const VERSION_FILE = /^([1-9]\d{0,5})\.(?:json|([A-Za-z0-9-]+)\.md)$/;

function checkName(name: string, file: string): void {
  if (name === "agreement.json") return;
  const language = VERSION_FILE.exec(name)?.[2];
  if (!VERSION_FILE.test(name)) {
    throw new DomainError("file-unfit", { file, place: "", fault: "not agreement.json, <version>.json or <version>.<language>.md" });
  }
  if (language !== undefined && !isKnownLanguage(language)) {
    throw new DomainError("file-unfit", { file, place: "", fault: `“${language}” is not a language tag such as zh-CN or en` });
  }
}

function numberIn(name: string): number | undefined {
  const found = VERSION_FILE.exec(name)?.[1];
  return found === undefined ? undefined : Number(found);
}

function readProperties(folder: { name: string; path: string }, files: readonly GivenFile[]): AgreementProperties {
  const given = fileNamed("agreement.json", files, { folder: folder.path, neededBy: folder.path });
  const properties = readJsonFile(agreementProperties, given.bytes, given.file);
  if (properties.slug !== folder.name) {
    throw new DomainError("file-unfit", { file: given.file, place: "slug", fault: `“${properties.slug}” is not the folder's name “${folder.name}”` });
  }
  return properties;
}

function readVersion(folder: string, number: number, files: readonly GivenFile[]): ShippedVersion {
  const own = files.filter(({ name }) => numberIn(name) === number);
  const manifestName = `${number}.json`;
  const given = fileNamed(manifestName, own, { folder, neededBy: own[0]?.file ?? folder });
  const manifest = readJsonFile(versionManifest, given.bytes, given.file);
  if (manifest.version !== number) {
    throw new DomainError("file-unfit", { file: given.file, place: "version", fault: `${manifest.version} is not the file's number ${number}` });
  }
  const texts = own.filter(({ name }) => name !== manifestName).map(readShippedText);
  return { manifest, file: given.file, texts };
}

function readShippedText({ name, file, bytes }: GivenFile): ShippedText {
  return { ...readSource(bytes, file), file, language: VERSION_FILE.exec(name)?.[2] ?? "" };
}

function fileNamed(name: string, files: readonly GivenFile[], place: { folder: string; neededBy: string }): GivenFile {
  const found = files.find((given) => given.name === name);
  if (!found) throw new DomainError("file-missing", { file: `${place.folder}/${name}`, neededBy: place.neededBy });
  return found;
}
