import { textFor } from "#app/domain/acceptance/offer";
import type { ImportAsked } from "#app/domain/evidence/import/import-acceptances.server";
import { readHistories } from "#app/domain/publication/catalog.server";
import { inPrecedence } from "#app/domain/publication/status";
import { textOf } from "#app/http/account/account-fields.server";
import type { Language } from "#app/messages/catalogue";
import { importMessages } from "#app/messages/imports";
import type { Portal } from "#app/portal.server";

/** The largest form with a file, in bytes: some ten thousand rows, which are written while the browser waits. */
export const LARGEST_UPLOAD = 2 * 1024 * 1024;

/** The agreements of which acceptances can be brought in. */
export async function viewTerms({ db, now }: Pick<Portal, "db" | "now">, language: Language): Promise<{ slug: string; title: string; language: string }[]> {
  const histories = inPrecedence(await readHistories({ db }), now()).filter(({ kind }) => kind === "terms");
  return histories.flatMap(({ slug, versions }) => {
    const newest = versions.at(-1);
    const text = newest && textFor(newest, language);
    return text ? [{ slug, title: text.title, language: text.language }] : [];
  });
}

/** What a form brings, or what is wrong with it. The file is read from its beginning each time that it is opened. */
export function readUpload(form: FormData, { language, actorId }: { language: Language; actorId: string }): { asked: ImportAsked } | { faults: Record<string, string> } {
  const { missing } = importMessages[language];
  const [file, source] = [form.get("file"), textOf(form, "source").trim()];
  const isFile = file instanceof File && file.size > 0;
  const isNamed = source.length <= 100 && !source.includes("@");
  if (!isFile || !isNamed) return { faults: { ...(isFile ? {} : { file: missing.file }), ...(isNamed ? {} : { source: missing.source }) } };
  const format = textOf(form, "format") === "jsonl" ? ("jsonl" as const) : ("csv" as const);
  return { asked: { slug: textOf(form, "agreement"), format, source: source || null, open: () => bytesOf(file), actorId } };
}

async function* bytesOf(file: File): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader();
  for (let part = await reader.read(); part.value !== undefined; part = await reader.read()) yield part.value;
}
