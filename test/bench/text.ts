import { compareOutlines } from "#app/domain/text/comparison";
import { readOutline } from "#app/domain/text/outline";
import { toPatch } from "#app/domain/text/patch";
import { renderText } from "#app/domain/text/render";

const SIZES = [100, 1_000, 10_000];
const ROUNDS = 9;

/** Outline, comparison and rendering of agreements of 100, 1,000 and 10,000 clauses, one in ten changed. */
export function run(): void {
  const works: [string, (size: number) => () => unknown][] = [
    ["outline", (size) => () => readOutline(agreement(size, 0))],
    ["compare", (size) => compareAt(size)],
    ["render", (size) => renderAt(size)],
  ];
  for (const [name, prepare] of works) {
    const times = SIZES.map((size) => medianOf(prepare(size)));
    const growth = times.slice(1).map((time, index) => `×${(time / (times[index] ?? 1)).toFixed(1)}`);
    console.log(`${name.padEnd(8)} ${times.map((time, i) => `${SIZES[i]}: ${time.toFixed(1)} ms`).join("   ")}   growth per ten times ${growth.join(", ")}`);
  }
  console.log(`peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`);
}

function compareAt(size: number): () => unknown {
  const [before, after] = [readOutline(agreement(size, 0)), readOutline(agreement(size, 1))];
  return () => toPatch(compareOutlines(before, after));
}

function renderAt(size: number): () => unknown {
  const outline = readOutline(agreement(size, 0));
  return () => renderText(outline, new Map(), { linkLabel: ({ number }) => `Link to ${number}` });
}

/** Chinese clauses of about a hundred characters under articles of twenty; with `changed` one in ten differs by a word. */
function agreement(clauses: number, changed: 0 | 1): string {
  const lines = Array.from({ length: clauses }, (_, index) => {
    const [article, place] = [Math.floor(index / 20) + 1, index % 20];
    if (place === 0) return `${article}. 第${article}类服务的约定`;
    const days = changed === 1 && index % 10 === 5 ? 15 : 30;
    return `${article}.${place}. 您订购编号为 ${index} 的服务后，我们在收到款项之后的 ${days} 日内向您提供该项服务，并按照订购页面列明的价格和期限结算；逾期未付的，依照第 ${article}.1 条办理，由此产生的费用由您承担。`;
  });
  return `${lines.join("\n\n")}\n`;
}

/** Median of some rounds after one that is not counted, in milliseconds. */
function medianOf(work: () => unknown): number {
  work();
  const times = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
}
