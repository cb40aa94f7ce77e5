import { MarkedLines } from "#app/components/comparison/marked";
import { useLanguage } from "#app/components/language";
import type { Conflict } from "#app/domain/publication/drafting/merge-edits";
import { markWords } from "#app/domain/text/words";
import { editorMessages } from "#app/messages/editor";
import { languageName } from "#app/messages/language-names";

/** What two people made of the same words, side by side, with the words marked in which they differ. */
export function Conflicts({ conflicts }: { conflicts: Conflict[] }) {
  const words = editorMessages[useLanguage()].clause;
  return (
    <div className="error-summary" role="alert" aria-labelledby="conflict-title">
      <h2 id="conflict-title">{words.conflictTitle}</h2>
      <p>{words.conflictLead}</p>
      {conflicts.map((conflict) => <BothSides key={JSON.stringify(conflict.edit)} conflict={conflict} />)}
    </div>
  );
}

function BothSides({ conflict }: { conflict: Conflict }) {
  const language = useLanguage();
  const { clause: words, op } = editorMessages[language];
  const { edit } = conflict;
  return (
    <div className="conflict">
      <h3>{"language" in edit && `${languageName(edit.language, language)} · `}{op[edit.op]}</h3>
      <div className="conflict-sides">
        <Side title={words.current} conflict={conflict} side="old" />
        <Side title={words.own} conflict={conflict} side="new" />
      </div>
    </div>
  );
}

function Side({ title, conflict: { edit, current, own }, side }: { title: string; conflict: Conflict; side: "old" | "new" }) {
  const words = editorMessages[useLanguage()].clause;
  const text = side === "old" ? current : own;
  return (
    <div>
      <h4>{title}</h4>
      <div className="conflict-text" lang={"language" in edit ? edit.language : undefined}>
        {text === null ? <p>{words.gone}</p> : text === "" ? <p>{words.empty}</p> : <MarkedLines marks={markWords(current ?? "", own ?? "")} side={side} />}
      </div>
    </div>
  );
}
