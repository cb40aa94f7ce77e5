import { useLanguage } from "#app/components/language";
import type { PropertyLine } from "#app/domain/publication/property-lines";
import { agreementTermsMessages } from "#app/messages/agreement-terms";

/** What holds for an agreement beside its text, as a list. */
export function PropertyFacts({ lines }: { lines: readonly PropertyLine[] }) {
  const words = agreementTermsMessages[useLanguage()];
  return (
    <dl className="facts facts-wide">
      {lines.map(({ property, now }) => [<dt key={`${property} name`}>{words.properties[property]}</dt>, <dd key={property}>{now}</dd>])}
    </dl>
  );
}

/** What changes beside the text from a version; of a first version, what holds. */
export function PropertyChanges({ lines, from, to = null }: { lines: readonly PropertyLine[]; from: number | null; to?: number | null }) {
  const words = agreementTermsMessages[useLanguage()];
  if (from === null) return <PropertyFacts lines={lines} />;
  if (lines.length === 0) return <p className="muted">{words.changesNone(from)}</p>;
  return (
    <table className="property-changes">
      <caption className="visually-hidden">{words.changesTitle}</caption>
      <thead><tr><th scope="col">{words.property}</th><th scope="col">{words.since(from)}</th><th scope="col">{to === null ? words.now : words.since(to)}</th></tr></thead>
      <tbody>
        {lines.map(({ property, before, now }) => <tr key={property}><th scope="row">{words.properties[property]}</th><td>{before}</td><td><strong>{now}</strong></td></tr>)}
      </tbody>
    </table>
  );
}
