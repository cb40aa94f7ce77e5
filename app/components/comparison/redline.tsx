import { InBatches } from "#app/components/batches";
import { Change, changeId } from "#app/components/comparison/change";
import { useCompared } from "#app/components/comparison/compared";
import { FoldedClauses } from "#app/components/comparison/fold";
import { useLanguage } from "#app/components/language";
import { changesOf, isFold, newContexts, type Redline, type RedlineChange, type RedlineClause } from "#app/domain/text/redline";
import { compareMessages } from "#app/messages/compare";

/** The changes in the order of the text, each under its article, with the unchanged clauses folded between them. */
export function RedlineText({ redline }: { redline: Redline }) {
  const { fragment } = useCompared();
  const changes = changesOf(redline);
  const ids = changes.map((change) => changeId(change, fragment));
  const contexts = newContexts(changes);
  const placeOf = new Map(changes.map((change, place) => [change, place]));
  return (
    <InBatches items={redline.parts} most={PARTS_AT_ONCE}>
      {(part, at) => {
        if (isFold(part)) return <FoldedClauses key={`fold ${at}`} fold={part} />;
        const place = placeOf.get(part) ?? 0;
        const step = { place: place + 1, count: changes.length, previous: ids[place - 1] ?? null, next: ids[place + 1] ?? null };
        return [
          ...(contexts[place] ?? []).map((clause) => <Context key={`around ${clause.id}`} clause={clause} />),
          <Change key={changeId(part)} change={part} step={step} />,
        ];
      }}
    </InBatches>
  );
}

/** So many parts are set between two rests. */
const PARTS_AT_ONCE = 50;

function Context({ clause: { level, number, name } }: { clause: RedlineClause }) {
  const { languages } = useCompared();
  const words = <>{number !== null && <span className="context-number">{number}</span>} {name}</>;
  if (level === 1) return <h2 className="context-article" lang={languages.new}>{words}</h2>;
  return <p className="context-clause" lang={languages.new}>{words}</p>;
}

const FATES = [
  "changed", "added", "removed", "split", "joined", "headingOnly", "moved", "renumbered", "reflagged", "layoutOnly", "unchanged",
] as const;

/** How many clauses met which fate; each leads to the first of them that is not folded. */
export function Counts({ redline }: { redline: Redline }) {
  const words = compareMessages[useLanguage()];
  const changes = changesOf(redline);
  return (
    <ul className="change-counts" aria-label={words.countsLabel}>
      {FATES.filter((fate) => redline.counts[fate] > 0).map((fate) => {
        const first = fate === "unchanged" ? undefined : changes.find((change) => meets(change, fate));
        const text = <><strong>{redline.counts[fate]}</strong> {words.counts[fate]}</>;
        return <li key={fate}>{first ? <a href={`#${changeId(first)}`}>{text}</a> : text}</li>;
      })}
    </ul>
  );
}

function meets(change: RedlineChange, fate: (typeof FATES)[number]): boolean {
  if (fate === "moved") return change.isMoved;
  if (fate === "renumbered") return change.isRenumbered;
  if (fate === "reflagged") return change.gainedFlags.length + change.lostFlags.length > 0;
  return change.kind === fate;
}
