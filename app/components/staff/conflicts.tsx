import { useLanguage } from "#app/components/language";
import type { Conflict } from "#app/domain/publication/merge-edits";
import { editorMessages } from "#app/messages/editor";

/** What two people made of the same words, side by side. */
export function Conflicts({ conflicts }: { conflicts: Conflict[] }) {
  const words = editorMessages[useLanguage()].clause;
  return (
    <div className="error-summary" role="alert" aria-labelledby="conflict-title">
      <h2 id="conflict-title">{words.conflictTitle}</h2>
      <p>{words.conflictLead}</p>
      {conflicts.map(({ edit, current, own }) => (
        <div className="clause-languages" key={JSON.stringify(edit)}>
          <Side title={words.current} text={current} edit={edit} />
          <Side title={words.own} text={own} edit={edit} />
        </div>
      ))}
    </div>
  );
}

function Side({ title, text, edit }: { title: string; text: string | null; edit: Conflict["edit"] }) {
  const words = editorMessages[useLanguage()].clause;
  return (
    <div>
      <h3>{title}</h3>
      <p className="conflict-text" lang={"language" in edit ? edit.language : undefined}>{text ?? words.gone}</p>
    </div>
  );
}
