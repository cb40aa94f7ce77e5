import { useLanguage } from "#app/components/language";
import { Words } from "#app/components/localised";
import { Time } from "#app/components/time";
import type { EndingView } from "#app/http/reading/marks-view.server";
import { afterPublicationMessages } from "#app/messages/after-publication";

/** What was announced about the end of an agreement. */
export function EndingFacts({ ending, zone }: { ending: EndingView; zone: string }) {
  const words = afterPublicationMessages[useLanguage()];
  const { proposals } = words;
  return (
    <dl className="facts facts-wide">
      <dt>{proposals.ends}</dt>
      <dd><Time instant={ending.effectiveAt} zone={zone} /></dd>
      <dt>{proposals.whom}</dt>
      <dd>{ending.isForAll ? proposals.everyone : words.parties.some}</dd>
      <dt>{proposals.ground}</dt>
      <dd><Words of={ending.ground} /></dd>
      <dt>{proposals.refund}</dt>
      <dd><Words of={ending.refund} /></dd>
      <dt>{proposals.dataUntil}</dt>
      <dd>{ending.dataUntil === null ? proposals.noData : <Time instant={ending.dataUntil} zone={zone} />}</dd>
      <dt>{proposals.surviving}</dt>
      <dd>{ending.surviving.length === 0 ? proposals.noSurviving : ending.surviving.map(({ number, name }) => `${number ?? ""} ${name}`.trim()).join(" · ")}</dd>
    </dl>
  );
}
