import { ErrorSummary } from "#app/components/account/fields";
import { ComparedProvider } from "#app/components/comparison/compared";
import { Counts, RedlineText } from "#app/components/comparison/redline";
import { useLanguage } from "#app/components/language";
import { Words } from "#app/components/localised";
import { Section } from "#app/components/section";
import { DraftTop } from "#app/components/staff/draft-head";
import { Findings } from "#app/components/staff/findings";
import { Comments } from "#app/components/staff/comments";
import { Conflicts } from "#app/components/staff/conflicts";
import { NextStep, type ReviewActs } from "#app/components/staff/review-acts";
import { WordsForm } from "#app/components/staff/review-words";
import { NoticeWorked } from "#app/components/staff/notice-worked";
import { PropertyChanges } from "#app/components/property-lines";
import { append } from "#app/domain/group";
import { isMilder, type ChangeFault } from "#app/domain/publication/review/change-class";
import { TERMS_PROPERTIES } from "#app/domain/publication/property-change";
import { changesOf, type Redline } from "#app/domain/text/redline";
import type { CommentsView } from "#app/http/desk/comments-view.server";
import type { ReviewView } from "#app/http/desk/draft-view.server";
import type { EditRefill } from "#app/http/desk/save-edits.server";
import { agreementTermsMessages } from "#app/messages/agreement-terms";
import type { Language } from "#app/messages/catalogue";
import { describeCounts } from "#app/messages/compare";
import { editorMessages } from "#app/messages/editor";
import { languageName } from "#app/messages/language-names";
import { readerCommentMessages } from "#app/messages/reader-comments";
import { readingMessages } from "#app/messages/reading";

type PageView = {
  view: ReviewView;
  comments: CommentsView;
  /** Comments of readers that wait for an answer. */
  readerComments: number;
  redline: Redline | null;
  acts: ReviewActs;
  mayEdit: boolean;
  formToken: string;
  done: "saved" | null;
  refill: EditRefill | undefined;
};

/** All that review looks at: class with reasons, words for readers, notice, findings, and the redline. */
export function ReviewPage(page: PageView) {
  const { view, redline, refill, formToken } = page;
  const language = useLanguage();
  const { review: words, draft } = editorMessages[language];
  const nextStep = <NextStep view={view} acts={page.acts} formToken={formToken} refill={refill} />;
  return (
    <div className="staff review">
      <ErrorSummary faults={refill?.faults} />
      <DraftTop head={view.head} page="review" />
      {page.done && !refill && <p className="notice" role="status">{words.saved}</p>}
      {refill && refill.conflicts.length > 0 && <Conflicts conflicts={refill.conflicts} />}
      {page.acts.next !== "submit" && nextStep}
      {page.mayEdit && <Section id="words" title={words.wordsTitle}><WordsForm view={view} formToken={formToken} refill={refill} /></Section>}
      {page.acts.next === "submit" && nextStep}
      <Section id="class" title={words.class}><ChangeClass view={view} /></Section>
      <Section id="summary" title={words.summary}>
        {view.summaries.length === 0 && <p className="muted">{words.missing}</p>}
        {view.summaries.map((summary) => <p key={summary.language}><Words of={summary} /></p>)}
      </Section>
      <Section id="party" title={words.party}><p><Words of={view.party.name} />, <Words of={view.party.address} /> · {view.party.contact}</p></Section>
      <Section id="terms" title={agreementTermsMessages[language][view.properties.from === null ? "changesFirst" : "changesTitle"]}><PropertyChanges {...view.properties} /></Section>
      <Section id="notice" title={words.notice}><NoticeWorked working={view.working} /></Section>
      <Section id="findings" title={draft.findings}><AllFindings view={view} /></Section>
      <p><a href={`/editor/drafts/${view.head.id}/comments`}>{readerCommentMessages[useLanguage()].staff.link(page.readerComments)}</a></p>
      <Comments view={page.comments} formToken={formToken} refill={refill} />
      <Section id="changes" title={view.comparison === null ? draft.text : words.changes(view.comparison.from)}><Changes view={view} redline={redline} /></Section>
    </div>
  );
}

function ChangeClass({ view: { comparison, changeClass, classReason } }: { view: ReviewView }) {
  const language = useLanguage();
  const words = editorMessages[language].review;
  const names = readingMessages[language].changeClass;
  const isMilderThanSuggested = comparison !== null && changeClass !== null && isMilder(changeClass, { changeClass: comparison.suggested, reasons: [] });
  return (
    <>
      <dl className="facts facts-wide">
        <dt>{words.chosen}</dt>
        <dd>{changeClass === null ? <span className="muted">{words.notChosen}</span> : names[changeClass]}</dd>
        <dt>{words.classReason}</dt>
        <dd>{classReason.text === "" ? <span className="muted">{words.missing}</span> : <Words of={classReason} />}</dd>
        {comparison && <><dt>{words.suggested}</dt><dd>{names[comparison.suggested]}</dd></>}
        {comparison && <><dt>{words.why}</dt><dd><Reasons comparison={comparison} /></dd></>}
      </dl>
      {isMilderThanSuggested && <p className="notice notice-quiet">{words.milder}</p>}
    </>
  );
}

/** Clause by clause; folded, because a large change has many. */
function Reasons({ comparison: { reasons } }: { comparison: NonNullable<ReviewView["comparison"]> }) {
  const language = useLanguage();
  const { review: words, draft } = editorMessages[language];
  if (reasons.length === 0) return <>{words.noReasons}</>;
  const byClause = new Map<string, ChangeFault[]>();
  for (const reason of reasons) append(byClause, reason.clauseId, reason);
  const clauses = Array.from(byClause.values());
  return (
    <details open={clauses.length <= 6}>
      <summary>{words.clauses(clauses.length)}</summary>
      <ul className="class-reasons">
        {clauses.map((own) => (
          <li key={own[0]?.clauseId}>
            <strong>{own[0]?.number ? draft.clause(own[0].number.replace(/[.．]$/, "")) : draft.whole}</strong>{" "}
            {own.map(({ code, found }) => <span key={code + found} className="class-reason">{words.fault[code]} <span className="muted">{code === "terms" ? propertyName(found, language) : found}</span></span>)}
          </li>
        ))}
      </ul>
    </details>
  );
}

function propertyName(found: string, language: Language): string {
  const property = TERMS_PROPERTIES.find((each) => each === found);
  return property ? agreementTermsMessages[language].properties[property] : found;
}

function AllFindings({ view }: { view: ReviewView }) {
  const language = useLanguage();
  return view.languages.map((each) => (
    <div key={each}>
      <h3>{languageName(each, language)}</h3>
      <Findings findings={view.findings.filter((finding) => finding.language === each)} page={`/editor/drafts/${view.head.id}?lang=${each}`} />
    </div>
  ));
}

function Changes({ view, redline }: { view: ReviewView; redline: Redline | null }) {
  const language = useLanguage();
  const words = editorMessages[language].review;
  if (redline === null || view.comparison === null) return <p className="muted">{words.noBase}</p>;
  if (changesOf(redline).length === 0) return <p className="muted">{words.noChange}</p>;
  const compared = { layout: "inline" as const, languages: { old: view.comparison.language, new: view.comparison.language }, versions: null };
  return (
    <div className="comparison comparison-inline">
      <p className="lead">{describeCounts(redline.counts, language)}</p>
      {view.comparison.other && <p><a href={`?from=${view.comparison.other.side === "base" ? "base" : "force"}#changes`}>{words.changes(view.comparison.other.number)}</a></p>}
      <Counts redline={redline} />
      <ComparedProvider compared={compared}><RedlineText redline={redline} /></ComparedProvider>
    </div>
  );
}
