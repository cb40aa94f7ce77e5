import type { ReactNode } from "react";
import { useLanguage } from "#app/components/language";
import { Section } from "#app/components/section";
import { Counts } from "#app/components/staff/preview-counts";
import { AskState } from "#app/components/staff/preview-state";
import { NoticeWorked } from "#app/components/staff/notice-worked";
import { StaffTop } from "#app/components/staff/version-head";
import { NoticeKept } from "#app/components/staff/version-notice";
import { Time } from "#app/components/time";
import type { PreviewCounts } from "#app/domain/publication/drafting/preview";
import type { NoticeWorking } from "#app/domain/publication/notice-rule";
import type { StateView } from "#app/http/desk/preview-view.server";
import type { StaffHead } from "#app/http/desk/version-acts-view.server";
import { afterPublicationMessages } from "#app/messages/after-publication";

type PreviewPageProps = {
  head: StaffHead;
  number: number;
  /** Null: the change class is still to be chosen. */
  counts: PreviewCounts | null;
  working: NoticeWorking | null;
  state: StateView;
};

/** Whom the version of a draft would concern, before the button. */
export function DraftPreviewPage(page: PreviewPageProps & { draftId: string }) {
  const words = afterPublicationMessages[useLanguage()].preview;
  return (
    <Preview page={page} isDraft>
      <Section id="notice" title={words.notice}>{page.working && <NoticeWorked working={page.working} />}</Section>
      <p><a href={`/editor/drafts/${page.draftId}/review`}>{words.toReview}</a></p>
    </Preview>
  );
}

/** Whom a published version concerns. */
export function VersionPreviewPage(page: PreviewPageProps & { effectiveAt: string | null; mayMove: boolean }) {
  const { head, number, effectiveAt, mayMove, working } = page;
  const words = afterPublicationMessages[useLanguage()];
  const base = `/editor/agreements/${head.slug}/versions/${number}`;
  return (
    <Preview page={page}>
      <Section id="notice" title={words.preview.notice}>
        {effectiveAt && <p>{words.labelled(words.agreement.effectiveAt)} <strong><Time instant={effectiveAt} zone={head.zone} /></strong></p>}
        <NoticeKept working={working} />
      </Section>
      {mayMove && (
        <ul className="staff-links">
          <li><a href={`${base}/postpone`}>{words.agreement.postpone}</a></li>
          <li><a href={`${base}/withdraw`}>{words.agreement.withdraw}</a></li>
        </ul>
      )}
    </Preview>
  );
}

function Preview({ page: { head, number, counts, state }, isDraft, children }: { page: PreviewPageProps; isDraft?: true; children: ReactNode }) {
  const words = afterPublicationMessages[useLanguage()];
  return (
    <div className="staff">
      <StaffTop head={head} title={words.preview.title(number)}><p className="lead">{words.preview.lead}</p></StaffTop>
      <Section id="counts" title={words.preview.counts}>
        {counts === null ? <p className="notice notice-quiet">{words.preview.classMissing}</p> : <Counts counts={counts} />}
      </Section>
      {children}
      <Section id="state" title={words.state.title}><AskState state={state} zone={head.zone} isDraft={isDraft} /></Section>
    </div>
  );
}
