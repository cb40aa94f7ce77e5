import { useLanguage } from "#app/components/language";
import type { Finding } from "#app/domain/text/lint";
import { editorMessages } from "#app/messages/editor";
import { lintMessages } from "#app/messages/lint";

/** What is wrong with a text, each leading to its clause; `page` is where the clauses stand, "" for the same page. */
export function Findings({ findings, page }: { findings: Finding[]; page: string }) {
  const words = editorMessages[useLanguage()].draft;
  if (findings.length === 0) return <p className="muted">{words.findingsNone}</p>;
  return (
    <ul className="findings">
      {findings.map((finding) => (
        <li key={`${finding.code} ${finding.line} ${finding.found}`} className={`finding finding-${finding.severity}`}><FindingText finding={finding} page={page} /></li>
      ))}
    </ul>
  );
}

function FindingText({ finding: { code, severity, clauseId, number, line, found }, page }: { finding: Finding; page: string }) {
  const language = useLanguage();
  const words = editorMessages[language].draft;
  const { sentence, advice } = lintMessages[language][code];
  const place = number === null ? words.whole : words.clause(number);
  return (
    <>
      <p className="muted">
        {words[severity]} · {clauseId === null ? place : <a href={`${page}#c-${clauseId}`}>{place}</a>}, {words.line(line)}
      </p>
      <p>{sentence(found)} {advice}</p>
    </>
  );
}
