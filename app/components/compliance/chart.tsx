import { useLanguage } from "#app/components/language";
import { Day } from "#app/components/time";
import { DRAWN, type CountedDay } from "#app/http/compliance-drawn";
import type { AgreementNumbers } from "#app/http/compliance-view.server";
import { complianceMessages } from "#app/messages/compliance";
import { formatDate, zoneName } from "#app/messages/time";

type State = (typeof DRAWN)[number];

const WIDTH = 640;
const HEIGHT = 240;
const EDGE = { left: 56, right: 16, top: 16, bottom: 32 };
const INNER = { width: WIDTH - EDGE.left - EDGE.right, height: HEIGHT - EDGE.top - EDGE.bottom };

type Growth = { title: string } & Pick<AgreementNumbers, "zone" | "growth">;

/** How the answers about an agreement grew: lines told apart by their strokes, which the legend shows, and the same as a table. */
export function GrowthChart({ title, zone, growth }: Growth) {
  const language = useLanguage();
  const words = complianceMessages[language];
  const drawn = DRAWN.filter((state) => growth.some((day) => day[state] > 0));
  if (growth.length < 2 || drawn.length === 0) return null;
  return (
    <figure className="growth">
      <figcaption>
        <p><strong>{words.chart(title)}</strong></p>
        <p className="muted">{words.chartOf(zoneName({ zone, language }))}</p>
        <Legend drawn={drawn} last={growth.at(-1)} />
      </figcaption>
      <div className="growth-drawing" tabIndex={0} role="group" aria-label={words.chart(title)}>
        <Drawing title={title} zone={zone} growth={growth} drawn={drawn} />
      </div>
      <GrowthTable zone={zone} growth={growth} drawn={drawn} />
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

function Drawing({ title, zone, growth, drawn }: Growth & { drawn: readonly State[] }) {
  const language = useLanguage();
  const most = roundUp(Math.max(...growth.flatMap((day) => drawn.map((state) => day[state]))));
  const bottom = HEIGHT - EDGE.bottom;
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={complianceMessages[language].chart(title)}>
      {[0, most / 2, most].filter(Number.isInteger).map((value) => (
        <g key={value}>
          <line className="growth-axis" x1={EDGE.left} x2={WIDTH - EDGE.right} y1={heightOf(value, most)} y2={heightOf(value, most)} />
          <text x={EDGE.left - 8} y={heightOf(value, most) + 4} textAnchor="end">{value.toLocaleString(language)}</text>
        </g>
      ))}
      {marksOf(growth).map(({ at, anchor }) => (
        <g key={at}>
          <line className="growth-axis" x1={placeOf(at, growth)} x2={placeOf(at, growth)} y1={bottom} y2={bottom + 6} />
          <text x={placeOf(at, growth)} y={HEIGHT - 8} textAnchor={anchor}>{formatDate(at, { zone, language })}</text>
        </g>
      ))}
      {drawn.map((state) => <polyline key={state} className={`growth-line growth-${state}`} points={growth.map((day) => `${placeOf(day.at, growth)},${heightOf(day[state], most)}`).join(" ")} />)}
    </svg>
  );
}

/** The first, the last and one between them, where it stands clear of both. */
function marksOf(growth: readonly CountedDay[]): { at: string; anchor: "start" | "middle" | "end" }[] {
  const [first, last] = [growth[0]?.at ?? "", growth.at(-1)?.at ?? ""];
  const between = growth.map(({ at }) => at).filter((at) => Math.abs(shareOf(at, growth) - 0.5) < 0.2);
  const middle = between[Math.floor(between.length / 2)];
  return [{ at: first, anchor: "start" }, ...(middle ? [{ at: middle, anchor: "middle" as const }] : []), { at: last, anchor: "end" }];
}

/** Days stand as far apart as they lie in time. */
function shareOf(at: string, growth: readonly CountedDay[]): number {
  const [first = 0, last = 0] = [growth[0], growth.at(-1)].map((each) => Date.parse(each?.at ?? ""));
  return (Date.parse(at) - first) / (last - first);
}

function placeOf(at: string, growth: readonly CountedDay[]): string {
  return (EDGE.left + INNER.width * shareOf(at, growth)).toFixed(1);
}

function heightOf(value: number, most: number): number {
  return Math.round(10 * (HEIGHT - EDGE.bottom - (INNER.height * value) / most)) / 10;
}

/** The next 1, 2 or 5 followed by noughts. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10);
}

function GrowthTable({ zone, growth, drawn }: Omit<Growth, "title"> & { drawn: readonly State[] }) {
  const words = complianceMessages[useLanguage()];
  return (
    <details>
      <summary>{words.chartTable}</summary>
      <table className="staff-table">
        <thead><tr><th scope="col">{words.day}</th>{drawn.map((state) => <th key={state} scope="col">{words.states[state]}</th>)}</tr></thead>
        <tbody>
          {growth.map((day) => (
            <tr key={day.at}>
              <th scope="row"><Day instant={day.at} zone={zone} /></th>
              {drawn.map((state) => <td key={state} data-label={words.states[state]}>{day[state]}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
