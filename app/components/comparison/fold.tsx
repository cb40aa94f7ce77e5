import { InBatches } from "#app/components/batches";
import { changeId } from "#app/components/comparison/change";
import { useCompared } from "#app/components/comparison/compared";
import { useLanguage } from "#app/components/language";
import type { Fold, RedlineChange } from "#app/domain/text/redline";
import type { Mark } from "#app/domain/text/words";
import { compareMessages, describeFold } from "#app/messages/compare";

/** Clauses that stay as they are, folded under their numbers. */
export function FoldedClauses({ fold }: { fold: Fold }) {
  const language = useLanguage();
  return (
    <details className="fold">
      <summary>{describeFold(fold, language)}</summary>
      <InBatches items={fold.folded} most={CLAUSES_AT_ONCE}>{(change) => <FoldedClause key={changeId(change)} change={change} />}</InBatches>
    </details>
  );
}

/** So many clauses are set between two rests. */
const CLAUSES_AT_ONCE = 100;

function FoldedClause({ change }: { change: RedlineChange }) {
  const words = compareMessages[useLanguage()];
  const { languages, fragment } = useCompared();
  const [before] = change.old;
  const [now] = change.new;
  return (
    <div className="fold-clause" id={changeId(change, fragment)}>
      <p className="fold-name" lang={languages.new}>
        {now?.number && <span className="context-number">{now.number} </span>}
        {newWords(change.heading)}
      </p>
      {change.isRenumbered && <p className="change-note">{words.renumbered(before?.place ?? "", now?.place ?? "")}</p>}
      {change.kind === "layoutOnly" && <p className="change-note">{words.kind.layoutOnly}</p>}
      <div className="change-words" lang={languages.new}>
        {newWords(change.words).split("\n").filter((line) => line !== "").map((line, index) => <p key={index}>{line}</p>)}
      </div>
    </div>
  );
}

/** The words of the new text. */
function newWords(marks: readonly Mark[]): string {
  return marks.map(({ op, text }) => (op === "remove" ? "" : text)).join("");
}
