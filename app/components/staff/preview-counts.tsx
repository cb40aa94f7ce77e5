import { useLanguage } from "#app/components/language";
import type { PreviewCounts } from "#app/domain/publication/drafting/preview";
import { afterPublicationMessages } from "#app/messages/after-publication";

const COUNTS = ["owing", "asked", "mayBeDeemed", "unreachable"] as const;

/** How many parties a version concerns, each number with the rule by which it was counted. */
export function Counts({ counts }: { counts: PreviewCounts }) {
  const language = useLanguage();
  const words = afterPublicationMessages[language].preview;
  const format = new Intl.NumberFormat(language);
  return (
    <dl className="preview-counts">
      {COUNTS.map((name) => (
        <div key={name}>
          <dt><strong className="preview-number">{format.format(counts[name])}</strong> {words.count[name]}</dt>
          <dd className="muted">{words.rule[name]}</dd>
        </div>
      ))}
    </dl>
  );
}
