import { useLanguage } from "#app/components/language";
import { formatClock, formatDate, formatInstant, formatUtc, zoneName } from "#app/messages/time";

/** An instant in the zone's time, with UTC beside it. */
export function Time({ instant, zone }: { instant: string; zone: string }) {
  return (
    <>
      <LocalTime instant={instant} zone={zone} /> <span className="utc">{formatUtc(instant)}</span>
    </>
  );
}

/** An instant in the zone's time alone, where UTC stands elsewhere on the page. Breaks only between its parts. */
export function LocalTime({ instant, zone }: { instant: string; zone: string }) {
  const language = useLanguage();
  const view = { zone, language };
  const date = formatDate(instant, view);
  const rest = formatInstant(instant, view).slice(date.length).trimStart();
  const [comma, clock] = rest.startsWith(",") ? [",", rest.slice(1).trimStart()] : ["", rest];
  return (
    <time dateTime={instant}>
      <span className="unbroken">{date + comma}</span> <span className="unbroken">{clock}</span>
    </time>
  );
}

/** The calendar day of an instant in the zone; hour, zone and UTC on hover. */
export function Day({ instant, zone }: { instant: string; zone: string }) {
  const language = useLanguage();
  const exact = `${formatDate(instant, { zone, language })} ${formatClock(instant, { zone, language })} ${zoneName({ zone, language })} · ${formatUtc(instant)}`;
  return (
    <time dateTime={instant} title={exact} className="unbroken">
      {formatDate(instant, { zone, language })}
    </time>
  );
}
