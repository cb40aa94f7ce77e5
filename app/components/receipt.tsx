import type { ReactNode } from "react";
import { DeemedSection } from "#app/components/deemed-choices";
import { Hash } from "#app/components/hash";
import { useLanguage } from "#app/components/language";
import { Period } from "#app/components/organisation/authority-facts";
import { Words } from "#app/components/localised";
import { Time } from "#app/components/time";
import type { Before } from "#app/http/evidence/receipt-address";
import { receiptStatement, receiptTitle, statementFacts } from "#app/http/evidence/receipt-statement";
import { fileName, type ReceiptItem, type ReceiptView } from "#app/http/evidence/receipt-view";
import { deemingMessages } from "#app/messages/deeming";
import { describeUnknown, importMessages } from "#app/messages/imports";
import { languageName } from "#app/messages/language-names";
import { leavingMessages } from "#app/messages/leaving";
import { organisationMessages } from "#app/messages/organisation";
import { receiptSheetMessages } from "#app/messages/receipt-sheet";
import { receiptMessages } from "#app/messages/receipts";

type Page = { view: ReceiptView; address: string; before: Before | null; to: string };

/** A certificate of one act: what, who, when, how, and how to check it without us. Made to be printed on one page. */
export function ReceiptPage({ view, address, before, to }: Page) {
  const language = useLanguage();
  const words = receiptMessages[language];
  return (
    <div className="page receipt-page">
      {before && <p className="notice" role="status">{view.method === "deemed" ? deemingMessages[language].before : words.before[before]}</p>}
      <article className="receipt">
        <header className="receipt-head">
          <Seal />
          <h1>{receiptTitle(view, language)}</h1>
          <p>{receiptStatement(view, language)}</p>
        </header>
        <ol className="receipt-items" aria-label={words.what}>
          {view.items.map((item) => <li key={item.slug + item.number}><Item item={item} zone={view.zone} /></li>)}
        </ol>
        <Facts view={view} address={address} />
        <Check view={view} />
      </article>
      {view.method === "deemed" && <DeemedSection versions={view.items} />}
      <Downloads view={view} />
      <Onward view={view} to={to} />
    </div>
  );
}

/** The seal: a double ring around lines of text, drawn so that it prints in one colour. */
function Seal() {
  return (
    <svg className="receipt-seal" viewBox="0 0 64 64" aria-hidden="true">
      <circle cx="32" cy="32" r="30" fill="none" strokeWidth="2.5" />
      <circle cx="32" cy="32" r="25" fill="none" strokeWidth="1" />
      <path d="M20 25h24M20 32h24M20 39h15" fill="none" strokeWidth="3" />
      <path d="M38 40l4 4 8-9" fill="none" strokeWidth="3" />
    </svg>
  );
}

function Item({ item, zone }: { item: ReceiptItem; zone: string }) {
  const language = useLanguage();
  const words = receiptMessages[language];
  const isBinding = item.sha256 === item.binding.sha256;
  return (
    <>
      <h2>
        <a href={versionPath(item)} lang={item.purpose ? undefined : item.language}>
          {item.purpose ? words.purposeOf(item.purpose.text, item.title, item.number) : words.cited(item.title, item.number)}
        </a>
      </h2>
      {item.effectiveAt && <p>{item.isAhead ? words.willEffect : words.effective} <Time instant={item.effectiveAt} zone={zone} /></p>}
      <p>
        {(isBinding ? words.shownAndBinding : words.shown)(languageName(item.language, language))}
        <Hash label="SHA-256" sha256={item.sha256} />
      </p>
      {!isBinding && (
        <p>
          {words.binding(languageName(item.binding.language, language))}
          <Hash label="SHA-256" sha256={item.binding.sha256} />
        </p>
      )}
      {item.conspicuous.length > 0 && <Conspicuous item={item} />}
    </>
  );
}

function Conspicuous({ item }: { item: ReceiptItem }) {
  const words = receiptMessages[useLanguage()];
  const numbers = item.conspicuous.flatMap(({ number }) => number?.replace(/\.$/, "") ?? []);
  return <p className="receipt-clauses">{words.conspicuous(item.conspicuous.length, numbers)}</p>;
}

function Facts({ view, address }: { view: ReceiptView; address: string }) {
  const language = useLanguage();
  const words = receiptMessages[language];
  return (
    <dl className="facts facts-wide" aria-label={words.facts}>
      <Fact name={words.when}><Time instant={view.at} zone={view.zone} /></Fact>
      <Fact name={words.who}>
        {view.authority?.person?.address ?? address}
        <br />
        <span className="receipt-ids">{words.account(view.accountId)} · {words.party(view.partyId)}</span>
        <br />
        {view.isAddressConfirmed ? words.confirmed : words.selfDeclared}
      </Fact>
      <Relation authority={view.authority} zone={view.zone} />
      {statementFacts(view, language).map(([name, lines]) => <Fact key={name} name={name}>{lines.map((line) => <div key={line}>{line}</div>)}</Fact>)}
      {view.imported && <Imported imported={view.imported} zone={view.zone} />}
      <Fact name={words.with}>{view.offerors.map((name) => <div key={name.text}><Words of={name} /></div>)}</Fact>
      {view.signIn && (
        <Fact name={words.signIn}>
          <Time instant={view.signIn.at} zone={view.zone} />
          <br />
          {words.signInMethod[view.signIn.method]}
        </Fact>
      )}
      <Fact name={words.record}><span className="receipt-ids">{view.actId}</span></Fact>
      {view.screenSha256 && <Fact name={words.screen}><Hash label="SHA-256" sha256={view.screenSha256} /></Fact>}
    </dl>
  );
}

/** In person, or for whom and under which authority as it stood then. */
function Relation({ authority, zone }: { authority: ReceiptView["authority"]; zone: string }) {
  const { receipt: words, authority: terms } = organisationMessages[useLanguage()];
  if (authority === null) return <Fact name={words.relation}>{words.self}</Fact>;
  const { id, relation, scopes, state, beginsAt, endsAt } = authority;
  return (
    <>
      <Fact name={words.relation}>{words[relation](authority.organisation ?? (authority.isRemoved ? words.removed : words.erased))}</Fact>
      <Fact name={words.extent}>
        {terms.state[state]} · {scopes.map((scope) => terms.scope[scope]).join(" · ")}
        <br />
        <Period beginsAt={beginsAt} endsAt={endsAt} zone={zone} />
        <br />
        <span className="receipt-ids">{id}</span>
      </Fact>
    </>
  );
}

/** What the source says of an act that was made elsewhere, and what nobody knows of it. */
function Imported({ imported: { source, sourceMethod, unknowns, recordedAt }, zone }: { imported: NonNullable<ReceiptView["imported"]>; zone: string }) {
  const { receipt: words, unknowns: names } = importMessages[useLanguage()];
  return (
    <>
      <Fact name={words.source}>{source}<br />{words.note}</Fact>
      {sourceMethod !== null && <Fact name={words.method}>{sourceMethod}</Fact>}
      <Fact name={words.recordedAt}><Time instant={recordedAt} zone={zone} /></Fact>
      <Fact name={words.unknown}>{unknowns.map((each) => <div key={each}>{describeUnknown(each, names)}</div>)}</Fact>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Check({ view }: { view: ReceiptView }) {
  const language = useLanguage();
  const words = receiptMessages[language];
  const sheet = receiptSheetMessages[language];
  const [download, compute, compare] = words.checkSteps;
  return (
    <section className="receipt-check">
      <h2>{words.check}</h2>
      <ol>
        <li>{download}</li>
        <li>
          {compute}
          {view.items.map((item) => <pre key={fileName(item)}><code>sha256sum {fileName(item)}</code></pre>)}
        </li>
        <li>{compare}</li>
      </ol>
      <p>{words.checkElsewhere}</p>
      <h2>{words.proof}</h2>
      <p>{view.ledger ? sheet.proved : sheet.unproved}</p>
      {view.ledger && <p className="receipt-ids">{sheet.entry(view.ledger)}</p>}
      {view.ledger && <Hash label={sheet.ledger} sha256={view.ledger.leafHash} />}
      <p><a href="/verify">{sheet.verify}</a></p>
    </section>
  );
}

/** The few files that are enough for later, then the single parts. */
function Downloads({ view }: { view: ReceiptView }) {
  const language = useLanguage();
  const words = receiptMessages[language];
  const sheet = receiptSheetMessages[language];
  return (
    <section className="receipt-downloads">
      <h2>{sheet.keep}</h2>
      <p>{sheet.keepLead}</p>
      <ol>
        <li><Part view={view} file="receipt.pdf" name={sheet.receiptFile} /></li>
        {view.ledger && <li><Part view={view} file="evidence.json" name={sheet.evidenceFile} />{sheet.evidenceNote}</li>}
        {view.items.map((item) => (
          <li key={fileName(item)}>
            <a href={`${versionPath(item)}/${item.file}`} download>
              {words.downloadText(item.title, item.number, languageName(item.language, language))}
            </a>
          </li>
        ))}
      </ol>
      <SingleParts view={view} />
    </section>
  );
}

function SingleParts({ view }: { view: ReceiptView }) {
  const language = useLanguage();
  const words = receiptMessages[language];
  const sheet = receiptSheetMessages[language];
  return (
    <details>
      <summary>{sheet.more}</summary>
      <ul>
        <li><Part view={view} file="record.json" name={words.downloadRecord} /></li>
        {view.items.some(({ purpose }) => purpose !== null) && <li><Part view={view} file="consent.jsonld" name={sheet.consentFile} /></li>}
        {view.screenSha256 && <li><Part view={view} file="screen.html" name={words.downloadScreen} /></li>}
        {view.ledger && <li><Part view={view} file="entry.json" name={sheet.entryFile} /></li>}
        {view.ledger && <li><Part view={view} file="proof.tlog-proof" name={sheet.proofFile} /></li>}
      </ul>
    </details>
  );
}

function Part({ view, file, name }: { view: ReceiptView; file: string; name: string }) {
  return <a href={`/receipts/${view.actId}/${file}`} download>{name}</a>;
}

function Onward({ view, to }: { view: ReceiptView; to: string }) {
  const language = useLanguage();
  const [words, leaving] = [receiptMessages[language], leavingMessages[language]];
  const again = view.items.map(({ slug, number }) => `${slug}@${number}`).join(",");
  const isConsent = view.items.some(({ purpose }) => purpose !== null);
  return (
    <ul className="actions receipt-onward">
      <li><a className="button" href={to}>{words.onward}</a></li>
      <li>{isConsent ? <a href="/consents">{words.consents}</a> : <a href="/me">{words.mine}</a>}</li>
      {(view.kind === "decline" || view.kind === "objection") && <li><a href={`/accept?set=${again}`}>{words.acceptAfterAll}</a></li>}
      {view.kind === "decline" && <li>{leaving.declined} <a href="/leave">{leaving.declinedLink}</a></li>}
    </ul>
  );
}

function versionPath({ slug, number }: ReceiptItem): string {
  return `/agreements/${slug}/versions/${number}`;
}
