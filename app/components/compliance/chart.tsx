import { useLanguage } from "#app/components/language";
import type { AgreementNumbers, CountedDay } from "#app/http/compliance-view.server";
import { complianceMessages } from "#app/messages/compliance";

const SERIES = ["accepted", "deemed", "declined", "objected"] as const;

const WIDTH = 640;
const HEIGHT = 220;
const EDGE = { left: 12, right: 150, top: 16, bottom: 28 };

/** How the answers about an agreement grew: lines told apart by their strokes and named at their ends, and the same as a table. */
export function GrowthChart({ slug, growth }: Pick<AgreementNumbers, "slug" | "growth">) {
  const words = complianceMessages[useLanguage()];
  const drawn = SERIES.filter((state) => growth.some((day) => day[state] > 0));
  if (growth.length < 2 || drawn.length === 0) return null;
  const most = Math.max(...growth.flatMap((day) => drawn.map((state) => day[state])));
  return (
    <figure className="growth">
      <div className="growth-drawing" tabIndex={0} role="group" aria-label={words.chart(slug)}>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={words.chart(slug)}>
          <line className="growth-axis" x1={EDGE.left} x2={WIDTH - EDGE.right} y1={HEIGHT - EDGE.bottom} y2={HEIGHT - EDGE.bottom} />
          {drawn.map((state) => <polyline key={state} className={`growth-line growth-${state}`} points={growth.map((day) => `${placeOf(day.day, growth)},${heightOf(day[state], most).toFixed(1)}`).join(" ")} />)}
          {labelPlaces(growth.at(-1), drawn, most).map(({ state, y }) => <text key={state} x={WIDTH - EDGE.right + 8} y={y}>{`${words.states[state]} ${growth.at(-1)?.[state] ?? 0}`}</text>)}
          <text x={EDGE.left} y={HEIGHT - 8}>{growth[0]?.day}</text>
          <text x={WIDTH - EDGE.right} y={HEIGHT - 8} textAnchor="end">{growth.at(-1)?.day}</text>
        </svg>
      </div>
      <figcaption>{words.chart(slug)}</figcaption>
      <GrowthTable growth={growth} />
    </figure>
  );
}

/** Days stand as far apart as they lie in time. */
function placeOf(day: string, growth: readonly CountedDay[]): string {
  const [first = 0, last = 0] = [growth[0], growth.at(-1)].map((each) => Date.parse(each?.day ?? ""));
  return (EDGE.left + ((WIDTH - EDGE.left - EDGE.right) * (Date.parse(day) - first)) / (last - first)).toFixed(1);
}

function heightOf(value: number, most: number): number {
  return HEIGHT - EDGE.bottom - ((HEIGHT - EDGE.top - EDGE.bottom) * value) / most;
}

const LINE = 16;

/** Names stand where their lines end, but never upon each other. */
function labelPlaces(last: CountedDay | undefined, drawn: readonly (typeof SERIES)[number][], most: number) {
  const wanted = drawn.map((state) => ({ state, y: heightOf(last?.[state] ?? 0, most) + 4 })).toSorted((a, b) => b.y - a.y);
  return wanted.reduce<typeof wanted>((placed, { state, y }) => [...placed, { state, y: Math.min(y, (placed.at(-1)?.y ?? HEIGHT) - LINE) }], []);
}

function GrowthTable({ growth }: { growth: CountedDay[] }) {
  const words = complianceMessages[useLanguage()];
  return (
    <details>
      <summary>{words.chartTable}</summary>
      <table className="staff-table">
        <thead><tr><th scope="col">{words.day}</th>{SERIES.map((state) => <th key={state} scope="col">{words.states[state]}</th>)}</tr></thead>
        <tbody>
          {growth.map((day) => (
            <tr key={day.day}>
              <th scope="row">{day.day}</th>
              {SERIES.map((state) => <td key={state} data-label={words.states[state]}>{day[state]}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
