import { data, redirect } from "@remix-run/node";
import { sha256Of } from "#app/domain/digest";
import { bringIn, readImport } from "#app/domain/publication/files/bring-in.server";
import { readHistory } from "#app/domain/publication/catalog.server";
import { draftIdOf, type DraftContent } from "#app/domain/publication/drafting/draft";
import { usualProperties, type Given } from "#app/domain/publication/files/imported";
import { agreementProperties, type AgreementProperties } from "#app/domain/publication/manifest";
import { readSource, type Source } from "#app/domain/publication/files/source";
import { DomainError } from "#app/domain/refusal";
import { MAX_SOURCE_BYTES } from "#app/domain/text/source";
import { textOf } from "#app/http/account/account-fields.server";
import { propertiesOf, propertyFaults } from "#app/http/desk/agreement-form.server";
import type { Exchange } from "#app/http/context";
import { formTokenFor } from "#app/http/form.server";
import { statusOf } from "#app/http/problem";
import { refuse } from "#app/http/refuse.server";
import { readEditorForm, refusalSentence, type EditRefill, type SentEdits } from "#app/http/desk/save-edits.server";
import { viewReading, viewTextImport, type ImportReading } from "#app/http/desk/text-import-view.server";
import { isLanguage } from "#app/messages/catalogue";
import { draftingMessages } from "#app/messages/drafting";
import { textImportMessages } from "#app/messages/text-import";
import type { Portal } from "#app/portal.server";

/** A text in two languages, each as a file or written. */
const LARGEST_IMPORT = 3 * MAX_SOURCE_BYTES;

/** A form that comes back: what is wrong, what was sent, the texts of files among it, and how they are read. */
export type TextImportAnswer = EditRefill & { reading: ImportReading | null };

type Faults = Record<string, string>;
type GivenText = Source & { language: string; file: string };

/** Answers the form of a text: shows how it is read, or makes a draft of what was shown. */
export async function answerTextImport(exchange: Exchange, slug: string | null) {
  const sent = await readEditorForm(exchange, LARGEST_IMPORT);
  const { portal } = exchange.context;
  const view = await viewTextImport(portal, slug, sent.language);
  const read = await readTexts(portal, sent, view.languages);
  const binding = view.agreement ? view.bindingLanguage : textOf(sent.form, "binding");
  const properties = view.agreement ? { faults: {}, agreement: null } : await readProperties(portal, sent, { binding, languages: view.languages });
  const text = read.texts.find(({ language }) => language === binding);
  const faults = { ...(text || read.faults[`file.${binding}`] ? {} : { [`text.${binding}`]: textImportMessages[sent.language].faults.text }), ...read.faults, ...properties.faults };
  if (!text || Object.keys(faults).length > 0) return answer(portal, sent, { texts: read.texts, faults, status: 422 });
  const translations = read.texts.filter((each) => each !== text);
  const asked = { slug: view.agreement?.slug ?? textOf(sent.form, "slug").trim(), agreement: properties.agreement };
  return showOrKeep(portal, sent, { given: givenOf(asked, { text, translations }), texts: read.texts });
}

function givenOf({ slug, agreement }: { slug: string; agreement: AgreementProperties | null }, { text, translations }: { text: GivenText; translations: GivenText[] }): Given {
  const properties = agreement && { agreement, file: "agreement.json" };
  return { slug, source: text, file: text.file, translations, kind: null, language: text.language, title: null, properties, defaultLanguage: text.language };
}

async function showOrKeep(portal: Portal, sent: SentEdits, { given, texts }: { given: Given; texts: GivenText[] }) {
  const words = textImportMessages[sent.language];
  try {
    const read = await readImport(portal, given);
    const reading = viewReading(read, proofOf(portal, read.content));
    const isSeen = textOf(sent.form, "seen") === reading.seen;
    if (textOf(sent.form, "intent") !== "keep") return answer(portal, sent, { texts, faults: {}, status: 200, reading });
    if (reading.hasMisfits) return answer(portal, sent, { texts, faults: { form: words.misfit }, status: 422, reading });
    if (!isSeen) return answer(portal, sent, { texts, faults: { form: words.changed }, status: 409, reading });
    const { draftId, number } = await bringIn(portal, { given, actor: sent.viewer });
    if (draftId === null) return answer(portal, sent, { texts, faults: { form: words.faults.published(number) }, status: 409, reading });
    return redirect(`/editor/drafts/${draftId}`, { status: 303 });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return answer(portal, sent, { texts, faults: { form: refusalSentence(error, sent.language) }, status: statusOf(error.code) });
  }
}

/** Shows that this portal showed how it reads exactly this content. */
function proofOf({ secret }: Pick<Portal, "secret">, content: DraftContent): string {
  return formTokenFor(secret, `import ${draftIdOf(content)}`);
}

/** The texts of a form, with what is wrong with each. */
async function readTexts(portal: Pick<Portal, "secret">, { form, language }: SentEdits, languages: readonly string[]): Promise<{ texts: GivenText[]; faults: Faults }> {
  const [texts, faults]: [GivenText[], Faults] = [[], {}];
  for (const each of languages) {
    const file = form.get(`file.${each}`);
    const isFile = file instanceof File && file.size > 0;
    try {
      const text = isFile ? await readFile(file) : readWritten(portal, form, each);
      if (text) texts.push({ ...text, language: each });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      faults[`${isFile ? "file" : "text"}.${each}`] = refusalSentence(error, language);
    }
  }
  return { texts, faults };
}

async function readFile(file: File): Promise<Omit<GivenText, "language">> {
  const name = file.name.slice(0, 200);
  return { ...readSource(new Uint8Array(await file.arrayBuffer()), name), file: name };
}

/** A written text; one that came out of a file, and is still the same, keeps the name and the hash of the file. */
function readWritten(portal: Pick<Portal, "secret">, form: FormData, language: string): Omit<GivenText, "language"> | null {
  const written = textOf(form, `text.${language}`).replace(/\r\n?/g, "\n");
  if (written.trim() === "") return null;
  const source = readSource(Buffer.from(written), `${language}.md`);
  const came = { body: source.body, originalSha256: textOf(form, `original.${language}`), file: textOf(form, `from.${language}`) };
  return textOf(form, `proof.${language}`) === proofOfFile(portal, came) ? came : { ...source, file: `${language}.md` };
}

/** Shows that this portal read a text out of a file of this name and hash. */
function proofOfFile({ secret }: Pick<Portal, "secret">, { body, originalSha256, file }: Omit<GivenText, "language">): string {
  return formTokenFor(secret, `import ${sha256Of(body)} ${originalSha256} ${file}`);
}

type Slots = { binding: string; languages: readonly string[] };

/** The properties of a new agreement, or what is wrong with them. Throws a Response for what the form does not offer. */
async function readProperties(portal: Pick<Portal, "db">, { form, language }: SentEdits, { binding, languages }: Slots): Promise<{ faults: Faults; agreement: AgreementProperties | null }> {
  const [slug, kind, zone] = [textOf(form, "slug").trim(), textOf(form, "kind"), textOf(form, "zone").trim()];
  if (!isLanguage(binding) || !(kind === "terms" || kind === "consent" || kind === "information")) throw refuse("input-invalid");
  const usual = { ...usualProperties(slug, kind, binding), zone };
  const filled = withPrecedence(form, usual.precedence);
  const before = { agreement: usual, texts: languages.map((each) => ({ language: each })) };
  const [words, said] = [textImportMessages[language].faults, draftingMessages[language].agreement.faults];
  const isSlug = slug.length <= 80 && agreementProperties.shape.slug.safeParse(slug).success;
  const faults: Faults = {
    ...(isSlug ? {} : { slug: words.slug }),
    ...(isSlug && (await readHistory(portal, slug)) ? { slug: words.taken } : {}),
    ...(agreementProperties.shape.zone.safeParse(zone).success ? {} : { zone: words.zone }),
    ...Object.fromEntries(propertyFaults(filled, before).map(({ field, code }) => [field, said[code]])),
  };
  if (Object.keys(faults).length > 0) return { faults, agreement: null };
  const parsed = agreementProperties.safeParse(propertiesOf(filled, before));
  return parsed.success ? { faults, agreement: parsed.data } : Promise.reject(refuse("input-invalid"));
}

/** The fields of a form, the precedence filled in where it was left empty. */
function withPrecedence(form: FormData, precedence: number): FormData {
  const filled = new FormData();
  for (const [name, value] of form) if (typeof value === "string") filled.append(name, value);
  if (textOf(form, "precedence").trim() === "") filled.set("precedence", String(precedence));
  return filled;
}

type Answer = { texts: readonly GivenText[]; faults: Faults; status: number; reading?: ImportReading };

/** The form as it was sent; a text out of a file stands where a written one would, with what is known of the file. */
function answer(portal: Pick<Portal, "secret">, { form }: SentEdits, { texts, faults, status, reading }: Answer) {
  const names = new Set(Array.from(form.keys()).filter((name) => name !== "formToken"));
  const typed = Object.fromEntries(Array.from(names, (name) => [name, form.getAll(name).filter((value) => typeof value === "string")]));
  for (const text of texts) Object.assign(typed, fieldsOf(portal, text));
  return data<TextImportAnswer>({ faults, typed, counter: null, conflicts: [], previews: null, reading: reading ?? null }, { status });
}

function fieldsOf(portal: Pick<Portal, "secret">, text: GivenText): Record<string, string[]> {
  const { language, body, originalSha256, file } = text;
  return { [`text.${language}`]: [body], [`from.${language}`]: [file], [`original.${language}`]: [originalSha256], [`proof.${language}`]: [proofOfFile(portal, text)] };
}
