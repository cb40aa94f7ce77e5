import { DeemedChoices } from "#app/components/deemed-choices";
import { useLanguage } from "#app/components/language";
import { MyNotices, MyObjections } from "#app/components/my-notices";
import { Section } from "#app/components/section";
import { Time } from "#app/components/time";
import type { MyNotices as MyNoticesView } from "#app/http/notices/my-notices.server";
import type { MyAgreementsView, NamedVersion, PastActView } from "#app/http/acceptance/my-agreements-view";
import { gateMessages } from "#app/messages/gate";
import { standingMessages } from "#app/messages/acceptance";
import { leavingMessages } from "#app/messages/leaving";
import { questionMessages } from "#app/messages/questions";
import { myAgreementsMessages } from "#app/messages/receipts";

type Page = { view: MyAgreementsView; told: MyNoticesView; history: { acts: PastActView[]; next: string | null; isFirst: boolean } };

/** What is asked, what binds, what comes, consents, and what one did. */
export function MyAgreementsPage({ view, told, history }: Page) {
  const language = useLanguage();
  const words = myAgreementsMessages[language];
  return (
    <div className="page my-agreements">
      <h1>{words.title}</h1>
      <p className="lead">{words.lead}</p>
      {view.asked.length > 0 && <Asked view={view} />}
      <BindingList view={view} />
      <Coming view={view} />
      {view.voluntary.length > 0 && <Voluntary view={view} />}
      <Consents view={view} />
      <MyObjections objections={told.objections} />
      <MyNotices lines={told.notices} />
      <p><a href="/questions">{questionMessages[language].own.title}</a> · <a href="/leave">{leavingMessages[language].accountLink}</a></p>
      <History history={history} />
    </div>
  );
}

function Asked({ view: { asked } }: { view: MyAgreementsView }) {
  const words = myAgreementsMessages[useLanguage()];
  return (
    <Section id="asked" title={words.asked}>
      <ul className="my-list my-list-asked">
        {asked.map((version) => <li key={version.slug}><Name version={version} /> <p>{version.sentence}</p></li>)}
      </ul>
      <p><a className="button" href="/accept?to=%2Fme">{words.answerAll(asked.length)}</a></p>
    </Section>
  );
}

function BindingList({ view: { binding, declined } }: { view: MyAgreementsView }) {
  const language = useLanguage();
  const words = myAgreementsMessages[language];
  return (
    <Section id="binding" title={words.binding}>
      {binding.length === 0 && <p className="empty">{words.bindingNone}</p>}
      {binding.length > 1 && <p className="muted">{words.order}</p>}
      <ol className="my-list">
        {binding.map((version) => (
          <li key={version.slug}>
            <Name version={version} />
            <dl className="facts facts-wide">
              <dt>{words.since}</dt>
              <dd><Time instant={version.since} zone={version.zone} /></dd>
              <dt>{words.how}</dt>
              <dd>
                <Time instant={version.acceptedAt} zone={version.zone} />
                <br />
                {words.method[version.method]} · <a href={`/receipts/${version.actId}`}>{words.receipt}</a>
              </dd>
            </dl>
            {version.method === "deemed" && <DeemedChoices versions={[version]} to="/me" />}
            {version.inForce !== null && version.inForce !== version.number && (
              <p>{words.nowInForce(version.inForce)}. <a href={`/agreements/${version.slug}/compare/${version.number}...${version.inForce}`}>{gateMessages[language].compare(version.number, version.inForce)}</a></p>
            )}
            {version.sentence && <p className="muted">{version.sentence}</p>}
          </li>
        ))}
      </ol>
      <ul className="my-list">
        {declined.map((version) => (
          <li key={version.slug}>
            <Name version={version} /> <span className="tag">{words.declined}</span>
            <p>{version.sentence} <a href={acceptAddress(version)}>{words.acceptAfterAll}</a></p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Coming({ view: { coming } }: { view: MyAgreementsView }) {
  const language = useLanguage();
  const words = myAgreementsMessages[language];
  const { next, acceptNow } = standingMessages[language];
  return (
    <Section id="coming" title={words.coming}>
      {coming.length === 0 && <p className="empty">{words.comingNone}</p>}
      <ul className="my-list">
        {coming.map((version) => (
          <li key={version.slug + version.number}>
            <Name version={version} /> <span className="tag tag-announced">{next[version.now]}</span>
            <p>{words.effect} <Time instant={version.effectiveAt} zone={version.zone} /></p>
            <p>{version.sentence}</p>
            <ul className="notice-links">
              {version.mayAccept && <li><a href={acceptAddress(version)}>{acceptNow(version.number)}</a></li>}
              {version.now === "due" && <li><a href={`/agreements/${version.slug}/versions/${version.number}/object`}>{gateMessages[language].object(version.number)}</a></li>}
            </ul>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Voluntary({ view: { voluntary } }: { view: MyAgreementsView }) {
  const words = myAgreementsMessages[useLanguage()];
  return (
    <Section id="voluntary" title={words.others}>
      <ul className="my-list">
        {voluntary.map((version) => (
          <li key={version.slug}>
            <Name version={version} />
            <p>{version.sentence} <a href={acceptAddress(version)}>{words.voluntary}</a></p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Consents({ view: { consents } }: { view: MyAgreementsView }) {
  const language = useLanguage();
  const words = myAgreementsMessages[language];
  return (
    <Section id="consents" title={words.consents}>
      {consents.length === 0 && <p className="empty">{words.consentsNone}</p>}
      <ul className="my-consents">
        {consents.map(({ slug, title, state }) => (
          <li key={slug + title.text}>
            <span lang={title.language}>{title.text}</span> <span className="tag">{standingMessages[language].purpose[state]}</span>
          </li>
        ))}
      </ul>
      {consents.length > 0 && <p><a href="/consents">{words.changeConsents}</a></p>}
    </Section>
  );
}

function History({ history: { acts, next, isFirst } }: Pick<Page, "history">) {
  const words = myAgreementsMessages[useLanguage()];
  return (
    <Section id="history" title={words.history}>
      {acts.length === 0 && <p className="empty">{words.historyNone}</p>}
      <ol className="my-history">
        {acts.map((act) => <li key={act.actId}><PastAct act={act} /></li>)}
      </ol>
      <ul className="actions">
        {!isFirst && <li><a href="/me#history">{words.newest}</a></li>}
        {next && <li><a href={`/me?after=${next}#history`} rel="next">{words.older}</a></li>}
      </ul>
    </Section>
  );
}

function PastAct({ act }: { act: PastActView }) {
  const words = myAgreementsMessages[useLanguage()];
  const what = act.method === "click" ? words.did[act.kind] : words.method[act.method];
  return (
    <>
      <p className="my-history-time"><Time instant={act.at} zone={act.zone} /></p>
      <p>
        <strong>{what}</strong>{" "}
        {act.lines.map((line, index) => (
          <span key={line.slug + line.number}>
            {index > 0 && " · "}
            {line.purpose ? <span lang={line.purpose.language}>{line.purpose.text}</span> : <Name version={line} />}
          </span>
        ))}{" "}
        {act.by && <>{words.by(act.by)}{" "}</>}
        <a href={`/receipts/${act.actId}`}>{words.receipt}</a>
      </p>
    </>
  );
}

function Name({ version }: { version: NamedVersion }) {
  const words = myAgreementsMessages[useLanguage()];
  return (
    <a className="my-name" href={`/agreements/${version.slug}/versions/${version.number}`} lang={version.title.language}>
      {words.cited(version.title.text, version.number)}
    </a>
  );
}

function acceptAddress({ slug, number }: NamedVersion): string {
  return `/accept?set=${slug}@${number}&to=%2Fme`;
}
