import type { Publication } from "#app/domain/publication/history";
import { inLanguage, type Localised } from "#app/domain/publication/localised";
import { zoneOf, type Timeline } from "#app/domain/publication/reading.server";
import { chooseText, linkText, viewEntry, type EntryView, type TextLink } from "#app/http/reading/agreement-view.server";
import type { Language } from "#app/messages/catalogue";

/** Every version of an agreement with its dates, what was published about it, and its texts. */
export type HistoryView = {
  slug: string;
  zone: string;
  title: Localised;
  entries: HistoryEntry[];
};

export type HistoryEntry = EntryView & {
  title: Localised;
  texts: TextLink[];
  acts: (Pick<Publication, "id" | "act" | "happenedAt" | "effectiveAt"> & { notice: Localised | null })[];
};

export function viewHistory({ history, timeline }: Timeline, language: Language): HistoryView {
  const entries = timeline.map((entry) => {
    const { version } = entry;
    const { bindingLanguage } = version.manifest.agreement;
    const text = chooseText(version, { slug: history.slug, wanted: null, language });
    return {
      ...viewEntry(entry, timeline, (texts) => inLanguage(texts, [language, bindingLanguage])),
      title: { text: text.title, language: text.language },
      texts: version.texts.map((each) => linkText(history.slug, version, each)),
      acts: entry.acts.map(({ id, act, happenedAt, effectiveAt, notice }) => {
        return { id, act, happenedAt, effectiveAt, notice: Object.keys(notice).length === 0 ? null : inLanguage(notice, [language, bindingLanguage]) };
      }),
    };
  });
  const shown = entries.find(({ status }) => status === "in force") ?? entries[0];
  return { slug: history.slug, zone: zoneOf(timeline), title: shown?.title ?? { text: history.slug, language }, entries };
}
