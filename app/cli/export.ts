import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { readArguments } from "#app/cli/arguments";
import { print } from "#app/cli/print";
import { UsageError } from "#app/cli/usage";
import { exportVersion } from "#app/domain/publication/files/export.server";
import type { ExportedFile } from "#app/domain/publication/files/export";
import { DomainError } from "#app/domain/refusal";
import { openPortal } from "#app/portal.server";
import { readSettings } from "#app/settings";

/** `concordat export SLUG --version N --to FOLDER`: writes a version as files. Throws UsageError, refusals. */
export async function runExport(args: string[], folder: string): Promise<number> {
  const { values, positionals } = readArguments(args, { version: { type: "string" }, to: { type: "string" } });
  const [slug, ...others] = positionals;
  if (slug === undefined || others.length > 0) throw new UsageError("export takes one SLUG");
  if (!/^[1-9]\d{0,5}$/.test(values.version ?? "")) throw new UsageError("export needs --version N");
  if (values.to === undefined) throw new UsageError("export needs --to FOLDER");
  const portal = await openPortal(readSettings(process.env));
  try {
    const target = resolve(folder, values.to);
    const files = await exportVersion(portal, { slug, number: Number(values.version) });
    await writeNew(target, files);
    await print(files.map(({ name }) => `${join(target, name)}\n`).join(""));
    return 0;
  } finally {
    await portal.close();
  }
}

async function writeNew(target: string, files: readonly ExportedFile[]): Promise<void> {
  await mkdir(target, { recursive: true });
  for (const { name, body } of files) {
    const file = join(target, name);
    await writeFile(file, body, { flag: "wx" }).catch((error: NodeJS.ErrnoException) => {
      throw new DomainError("file-unreadable", { file, fault: error.code === "EEXIST" ? "it is there already and is not overwritten" : error.message });
    });
  }
}
