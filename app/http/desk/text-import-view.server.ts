import type { ReadImport, ReadText } from "#app/domain/publication/files/bring-in.server";
import { readHistories, readHistory } from "#app/domain/publication/catalog.server";
import type { AgreementHistory } from "#app/domain/publication/history";
import { usualProperties } from "#app/domain/publication/files/imported";
import { inLanguage } from "#app/domain/publication/localised";
import { clausesOf } from "#app/domain/publication/later/proposal";
import { MAX_TEXT_BYTES } from "#app/domain/publication/files/source";
import { DomainError } from "#app/domain/refusal";
import { viewFields, type PropertyFieldsView } from "#app/http/desk/agreement-properties-view.server";
import { LANGUAGES, type Language } from "#app/messages/catalogue";
import type { Portal } from "#app/portal.server";

/** The form with which an editor brings a text in. */
export type TextImportView = {
  /** The agreement that it becomes the next version of, and the newest version; null for a new agreement. */
  agreement: { slug: string; title: string; number: number } | null;
  /** In which a text can be given, the binding one first. */
  languages: string[];
  bindingLanguage: string;
  /** What the fields of a new agreement begin with. */
  properties: PropertyFieldsView;
  zone: string;
  /** The longest text that is taken. */
  megabytes: number;
};

const megabytes = MAX_TEXT_BYTES / 1024 / 1024;

/** The form for a new agreement, or with a slug for the next version of one. Throws agreement-unknown. */
export async function viewTextImport(portal: Pick<Portal, "db" | "settings">, slug: string | null, language: Language): Promise<TextImportView> {
  if (slug === null) return viewNew(portal);
  const history = await readHistory(portal, slug);
  const newest = history?.versions.at(-1);
  if (!history || !newest) throw new DomainError("agreement-unknown", { slug: slug.slice(0, 80) });
  const { agreement } = newest.manifest;
  const languages = importLanguages(agreement.bindingLanguage, history);
  const titles = Object.fromEntries(newest.texts.map((text) => [text.language, text.title]));
  return {
    agreement: { slug: history.slug, title: inLanguage(titles, [language, agreement.bindingLanguage]).text, number: newest.number },
    languages,
    bindingLanguage: agreement.bindingLanguage,
    properties: viewFields({ agreement, texts: [] }),
    zone: agreement.zone,
    megabytes,
  };
}

/** A portal has mostly one contracting party and one zone: those of an agreement that it has already. */
async function viewNew({ db, settings: { defaultLanguage } }: Pick<Portal, "db" | "settings">): Promise<TextImportView> {
  const [known] = (await readHistories({ db })).flatMap(({ versions }) => versions.at(-1)?.manifest.agreement ?? []);
  const usual = usualProperties("", "terms", defaultLanguage);
  const agreement = { ...usual, contractingParty: known?.contractingParty ?? usual.contractingParty };
  const languages = importLanguages(defaultLanguage, null);
  const properties = viewFields({ agreement, texts: languages.map((each) => ({ language: each })) });
  return { agreement: null, languages, bindingLanguage: defaultLanguage, properties, zone: known?.zone ?? usual.zone, megabytes };
}

function importLanguages(binding: string, history: AgreementHistory | null): string[] {
  const published = history?.versions.at(-1)?.texts.map(({ language }) => language) ?? [];
  return [...new Set([binding, ...published, ...LANGUAGES])];
}

/** What the outline of texts is, before a draft is made of them. */
export type ImportReading = {
  /** Shows that exactly this was shown. */
  seen: string;
  clauses: number;
  carried: ReadImport["carried"];
  hasMisfits: boolean;
  texts: TextReading[];
};

/** Doubts whose places are told here; the others are findings. */
const PLACES = ["number-unplaced", "number-in-preamble", "number-gap", "number-repeat", "number-starts-late"] as const;
type Place = (typeof PLACES)[number];

export type TextReading = Pick<ReadText, "language" | "title" | "misfits" | "findings"> & {
  dateLine: string | null;
  paragraphs: number;
  keywords: string[];
  articles: number;
  numbered: number;
  byLevel: number[];
  /** 0 to 100. */
  confidence: number;
  clauses: { id: string; level: number; number: string | null; name: string }[];
  unplaced: { line: number; code: Place; text: string }[];
};

/** A reading for the page; `seen` proves later that it was shown. */
export function viewReading({ content, texts, carried }: ReadImport, seen: string): ImportReading {
  return {
    seen,
    clauses: content.version.clauses.length,
    carried,
    hasMisfits: texts.some(({ misfits }) => misfits.length > 0),
    texts: texts.map(viewText),
  };
}

function viewText({ language, title, outline, misfits, findings }: ReadText): TextReading {
  const covered = clausesOf(outline);
  const preamble = covered.filter(({ role }) => role === "preamble");
  const { dateLine, topLevel, numbered, byLevel } = outline;
  return {
    language, title, misfits, findings, dateLine, numbered, byLevel,
    paragraphs: preamble.length,
    keywords: preamble.flatMap(({ heading }) => heading ?? []),
    articles: topLevel,
    confidence: Math.floor(outline.confidence * 100),
    clauses: covered.map(({ id, level, number, heading, body }) => ({ id, level, number, name: heading ?? body.trim().slice(0, 80) })),
    unplaced: outline.doubts.flatMap(({ line, code, text }) => {
      const place = PLACES.find((each) => each === code);
      return place ? [{ line, code: place, text }] : [];
    }),
  };
}
