import { DeskNav } from "#app/components/compliance/desk-nav";
import { useLanguage } from "#app/components/language";
import { Words } from "#app/components/localised";
import { Section } from "#app/components/section";
import type { ResultView, RuleCheckView } from "#app/http/compliance/rules-view.server";
import { ruleMessages } from "#app/messages/rules";

/** How each agreement stands against the declared laws, in numbers. */
export function RuleChecks({ checks, roles }: { checks: RuleCheckView[]; roles: string[] }) {
  const words = ruleMessages[useLanguage()];
  const isDeclared = checks.every((check) => check.isDeclared);
  return (
    <div className="staff">
      <DeskNav page="rules" roles={roles} />
      <h1>{words.title}</h1>
      <p className="lead">{words.lead}</p>
      <p className="notice notice-quiet">{words.noClaim}</p>
      {!isDeclared && <p>{words.undeclared}</p>}
      {checks.length === 0 && <p className="empty">{words.none}</p>}
      <ul className="staff-list">
        {checks.map(({ slug, title, counts }) => (
          <li key={slug}>
            <h2><a href={`/compliance/rules/${slug}`}><Words of={title} /></a></h2>
            <p>{words.counts(counts)}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What each rule comes to for one agreement, by law. */
export function RuleCheckPage({ check, roles }: { check: RuleCheckView; roles: string[] }) {
  const words = ruleMessages[useLanguage()];
  return (
    <div className="staff">
      <DeskNav page="rules" roles={roles} />
      <h1>{words.title}: <Words of={check.title} /></h1>
      <p className="lead">{words.basis(check.version)} {words.counts(check.counts)}</p>
      <p className="notice notice-quiet">{words.noClaim}</p>
      {!check.isDeclared && <p>{words.undeclared}</p>}
      {check.laws.length === 0 && <p className="empty">{words.noneForKind}</p>}
      {check.laws.map(({ law, results }) => (
        <Section key={law} id={law} title={words.laws[law]}>
          <ul className="staff-list">
            {results.map((result) => <Result key={`${result.asks} ${result.provision}`} result={result} />)}
          </ul>
        </Section>
      ))}
      <p><a href="/compliance/rules">{words.back}</a></p>
    </div>
  );
}

function Result({ result: { state, asks, found, provision, readIn, isUnverified, mend } }: { result: ResultView }) {
  const words = ruleMessages[useLanguage()];
  return (
    <li>
      <h3>{asks}</h3>
      <p><span className={state === "notMet" ? "tag tag-binding" : "tag"}>{words.states[state]}</span></p>
      <dl className="facts facts-wide">
        <dt>{words.found}</dt><dd>{found}</dd>
        <dt>{words.source}</dt>
        <dd>
          {provision}{isUnverified && <> · <strong>{words.unverified}</strong></>}
          {readIn && <><br /><small>{words.readIn}: <span lang="en">{readIn}</span></small></>}
        </dd>
        {mend && <><dt>{words.mend}</dt><dd>{mend.href ? <a href={mend.href}>{mend.words}</a> : mend.words}</dd></>}
      </dl>
    </li>
  );
}
