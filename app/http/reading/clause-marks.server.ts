import { escapeHtml } from "#app/domain/text/render";
import type { MarkView } from "#app/http/reading/marks-view.server";
import { afterPublicationMessages } from "#app/messages/after-publication";
import type { Language } from "#app/messages/catalogue";
import { formatInstant } from "#app/messages/time";

type Setting = { zone: string; language: Language };

/** A rendered text with each mark told at the head of its clause, before its words. The text itself stays as it is. */
export function withMarks(html: string, marks: readonly MarkView[], setting: Setting): string {
  return marks.reduceRight((marked, mark) => {
    const opening = ` id="c-${escapeHtml(mark.clause.id)}">`;
    const place = marked.indexOf(opening);
    if (place === -1) return marked;
    const end = place + opening.length;
    return `${marked.slice(0, end)}${noteOf(mark, setting)}${marked.slice(end)}`;
  }, html);
}

function noteOf(mark: MarkView, setting: Setting): string {
  const words = afterPublicationMessages[setting.language].reading;
  const only = mark.isForAll ? "" : ` ${escapeHtml(words.onlyYou)}`;
  const ground = `<span lang="${escapeHtml(mark.ground.language)}">${escapeHtml(mark.ground.text)}</span>`;
  return `<p class="clause-mark clause-mark-${mark.kind}" lang="${setting.language}"><strong>${escapeHtml(sayMark(mark, setting))}</strong> ${ground}${only}</p>`;
}

/** What a mark means for its clause, in a sentence. */
export function sayMark({ kind, sinceAt }: Pick<MarkView, "kind" | "sinceAt">, { zone, language }: Setting): string {
  const words = afterPublicationMessages[language].reading;
  if (sinceAt === null) return words[kind];
  const [before, after] = words[`${kind}Since`];
  return `${before}${formatInstant(sinceAt, { zone, language })}${after}`;
}
