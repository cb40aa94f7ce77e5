import { useLanguage } from "#app/components/language";
import { Day } from "#app/components/time";
import { DRAWN, type CountedDay } from "#app/http/compliance/compliance-drawn";
import type { AgreementNumbers } from "#app/http/compliance/compliance-view.server";
import { complianceMessages } from "#app/messages/compliance";
import { formatDate, zoneName } from "#app/messages/time";

type State = (typeof DRAWN)[number];
type Growth = { title: string } & Pick<AgreementNumbers, "zone" | "growth">;
type Drawn = Growth & { drawn: readonly State[] };

/** How the answers about an agreement grew: lines told apart by their strokes, which the legend shows, and the same as a table. */
export function GrowthChart({ title, zone, growth }: Growth) {
  const language = useLanguage();
  const words = complianceMessages[language];
  const drawn = DRAWN.filter((state) => growth.some((day) => day[state] > 0));
  if (drawn.length === 0) return <p className="growth muted">{words.noAnswers}</p>;
  return (
    <figure className="growth">
      <figcaption>
        <p><strong>{words.chart}</strong></p>
        <p className="muted">{words.chartOf(zoneName({ zone, language }))}</p>
        {growth.length < 2 ? <p>{words.oneDay}</p> : <Legend drawn={drawn} last={growth.at(-1)} />}
      </figcaption>
      {growth.length >= 2 && <Drawing title={title} zone={zone} growth={growth} drawn={drawn} />}
      <GrowthTable title={title} zone={zone} growth={growth} drawn={drawn} />
    </figure>
  );
}

function Legend({ drawn, last }: { drawn: readonly State[]; last: CountedDay | undefined }) {
  const language = useLanguage();
  const words = complianceMessages[language];
  return (
    <ul className="growth-legend">
      {drawn.map((state) => (
        <li key={state}>
          <svg viewBox="0 0 40 8" aria-hidden="true"><line className={`growth-line growth-${state}`} x1="0" x2="40" y1="4" y2="4" /></svg>
          {words.states[state]}: {(last?.[state] ?? 0).toLocaleString(language)}
        </li>
      ))}
    </ul>
  );
}

/** Lines stretch with the page; numbers and dates stand beside them as text, so that neither is cut or shrinks. */
function Drawing({ title, zone, growth, drawn }: Drawn) {
  const language = useLanguage();
  const most = topOf(Math.max(...growth.flatMap((day) => drawn.map((state) => day[state]))));
  const marks = [most, most / 2, 0].filter(Number.isInteger);
  return (
    <div className="growth-drawing">
      <ul className="growth-values" aria-hidden="true">{marks.map((value) => <li key={value}>{value.toLocaleString(language)}</li>)}</ul>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label={complianceMessages[language].chartAbout(title)}>
        {marks.map((value) => <line key={value} className="growth-axis" x1="0" x2="100" y1={heightOf(value, most)} y2={heightOf(value, most)} />)}
        {drawn.map((state) => <polyline key={state} className={`growth-line growth-${state}`} points={growth.map((day) => `${placeOf(day.at, growth)},${heightOf(day[state], most)}`).join(" ")} />)}
      </svg>
      <ul className="growth-dates" aria-hidden="true">{datesOf(growth, (at) => formatDate(at, { zone, language })).map((date) => <li key={date}>{date}</li>)}</ul>
    </div>
  );
}

/** The first day, the last, and what lies halfway between them where that is another day. */
function datesOf(growth: readonly CountedDay[], format: (at: string) => string): string[] {
  const [first, last] = endsOf(growth);
  return [...new Set([first, (first + last) / 2, last].map((at) => format(new Date(at).toISOString())))];
}

/** Days stand as far apart as they lie in time. */
function placeOf(at: string, growth: readonly CountedDay[]): string {
  const [first, last] = endsOf(growth);
  return ((100 * (Date.parse(at) - first)) / (last - first)).toFixed(2);
}

function endsOf(growth: readonly CountedDay[]): [number, number] {
  return [Date.parse(growth[0]?.at ?? ""), Date.parse(growth.at(-1)?.at ?? "")];
}

function heightOf(value: number, most: number): string {
  return (100 - (100 * value) / most).toFixed(2);
}

const FEW = [1, 2, 4, 6, 8, 10];
const MANY = [10, 12, 16, 20, 30, 40, 50, 60, 80, 100];

/** The next round number, half of which is whole too, but for 1. */
function topOf(value: number): number {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return power * ((value < 10 ? FEW : MANY).find((step) => step * power >= value) ?? 100);
}

function GrowthTable({ zone, growth, drawn }: Drawn) {
  const language = useLanguage();
  const words = complianceMessages[language];
  return (
    <details>
      <summary>{words.chartTable}</summary>
      <table className="staff-table number-table">
        <thead><tr><th scope="col">{words.day}</th>{drawn.map((state) => <th key={state} scope="col">{words.states[state]}</th>)}</tr></thead>
        <tbody>
          {growth.map((day) => (
            <tr key={day.at}>
              <th scope="row"><Day instant={day.at} zone={zone} /></th>
              {drawn.map((state) => <td key={state} data-label={words.states[state]}>{day[state].toLocaleString(language)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
