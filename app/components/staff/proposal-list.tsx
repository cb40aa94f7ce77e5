import { useLanguage } from "#app/components/language";
import { Section } from "#app/components/section";
import { Time } from "#app/components/time";
import type { ProposalLine } from "#app/http/desk/proposal-view.server";
import { afterPublicationMessages } from "#app/messages/after-publication";

export type ListedProposal = { line: ProposalLine; zone: string; title: string };

/** Every proposal: what is open first, then what was decided. */
export function ProposalsPage({ proposals }: { proposals: ListedProposal[] }) {
  const words = afterPublicationMessages[useLanguage()];
  const open = proposals.filter(({ line }) => line.outcome === "open");
  const decided = proposals.filter(({ line }) => line.outcome !== "open");
  return (
    <div className="staff">
      <p className="eyebrow"><a href="/editor">{words.desk}</a></p>
      <h1>{words.proposals.title}</h1>
      <p className="lead">{words.proposals.lead}</p>
      <Section id="open" title={words.proposals.open}>
        {open.length === 0 && <p className="empty">{proposals.length === 0 ? words.proposals.none : words.proposals.openNone}</p>}
        <List proposals={open} />
      </Section>
      {decided.length > 0 && <Section id="decided" title={words.proposals.decided}><List proposals={decided} /></Section>}
    </div>
  );
}

function List({ proposals }: { proposals: ListedProposal[] }) {
  return (
    <ul className="staff-list">
      {proposals.map(({ line, zone, title }) => <li key={line.id}><ProposalItem line={line} zone={zone} title={title} /></li>)}
    </ul>
  );
}

/** What a proposal is about, leading to the page on which it is decided. */
export function ProposalItem({ line, zone, title }: { line: ProposalLine; zone: string; title?: string }) {
  const words = afterPublicationMessages[useLanguage()].proposals;
  return (
    <>
      <p>
        <a href={`/editor/proposals/${line.id}`}>{nameProposal(line, words)}</a>
        {title && ` · ${title}`} {line.outcome !== "open" && <span className="tag">{words.outcome[line.outcome]}</span>}
      </p>
      <p className="muted">{words.at} <Time instant={line.createdAt} zone={zone} /></p>
      {line.outcome === "rejected" && <p className="role-reason">{words.rejectedBecause} {line.reason}</p>}
    </>
  );
}

type ProposalWords = (typeof afterPublicationMessages)["en"]["proposals"];

/** A proposal in a phrase. */
export function nameProposal({ what, clause, version }: ProposalLine, words: ProposalWords): string {
  return what === "ending" ? words.what.ending : words.what[what](clause, version);
}
