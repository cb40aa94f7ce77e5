import { StatusTag } from "#app/components/agreement/status-tag";
import { useLanguage } from "#app/components/language";
import { Day } from "#app/components/time";
import type { AgreementView } from "#app/http/reading/agreement-view.server";
import { readingMessages } from "#app/messages/reading";

/** So many versions stand beside the text; the whole list has a page of its own. */
const SHOWN = 6;

/** The versions on the line of time, the newest first. */
export function Timeline({ view }: { view: AgreementView }) {
  const words = readingMessages[useLanguage()];
  return (
    <ol className="timeline" reversed>
      {view.timeline.slice(0, SHOWN).map((entry) => (
        <li key={entry.number} className={`timeline-${entry.status.replace(" ", "-")}`}>
          <a href={`/agreements/${view.slug}/versions/${entry.number}`} aria-current={entry.number === view.shown.number ? "true" : undefined}>
            {words.version(entry.number)}
          </a>{" "}
          <StatusTag status={entry.status} />
          {entry.effectiveAt && <div className="timeline-date"><Day instant={entry.effectiveAt} zone={view.zone} /></div>}
        </li>
      ))}
    </ol>
  );
}
