import { useLanguage } from "#app/components/language";
import { markLines, type MarkSide } from "#app/domain/text/mark-lines";
import type { Mark } from "#app/domain/text/words";
import { compareMessages } from "#app/messages/compare";

type MarkedProps = { marks: readonly Mark[]; side: MarkSide };

/** Marked words in lines, each a paragraph. */
export function MarkedLines({ marks, side }: MarkedProps) {
  return markLines(marks, side).map((line, index) => <p key={index}><MarkedWords marks={line} /></p>);
}

/** Marked words in one line, as they stand in one of the texts or both. */
export function MarkedLine({ marks, side }: MarkedProps) {
  return <MarkedWords marks={markLines(marks, side).flat()} />;
}

/** Words that came are underlined and those that went struck; whoever hears the page is told where each begins and ends. */
function MarkedWords({ marks }: { marks: readonly Mark[] }) {
  const words = compareMessages[useLanguage()];
  return marks.map(({ op, text }, index) => {
    if (op === "keep") return text;
    const [begin, end] = words.heard[op];
    const told = <><Heard words={begin} />{text}<Heard words={end} /></>;
    return op === "insert" ? <ins key={index}>{told}</ins> : <del key={index}>{told}</del>;
  });
}

function Heard({ words }: { words: string }) {
  return <span className="visually-hidden heard" lang={useLanguage()}>{words}</span>;
}
