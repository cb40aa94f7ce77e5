import { useLanguage } from "#app/components/language";
import { Time } from "#app/components/time";
import type { InboxLineView } from "#app/http/notices/inbox-view.server";
import { inboxMessages } from "#app/messages/inbox";

type Inbox = { lines: InboxLineView[]; next: string | null; isFirst: boolean };

/** The messages of a person, or of the organisation that they act for; `inbox` null where they may not receive its notices. */
export function InboxPage({ organisation, inbox }: { organisation: string | null; inbox: Inbox | null }) {
  const words = inboxMessages[useLanguage()];
  return (
    <div className="page inbox">
      <h1>{organisation === null ? words.title : words.titleOf(organisation)}</h1>
      <p className="lead">{organisation === null ? words.lead : words.leadOf(organisation)}</p>
      {inbox ? <Messages inbox={inbox} /> : <p className="notice">{words.noAuthority(organisation ?? "")}</p>}
      <ul className="notice-links">
        {organisation !== null && <li><a href="/acting-for?to=%2Finbox">{words.otherInbox}</a></li>}
        <li><a href="/notices">{words.allPublic}</a></li>
      </ul>
    </div>
  );
}

function Messages({ inbox: { lines, next, isFirst } }: { inbox: Inbox }) {
  const words = inboxMessages[useLanguage()];
  if (lines.length === 0) return <p className="empty"><strong>{words.noneTitle}</strong><br />{words.none}</p>;
  return (
    <>
      <ol className="notice-list inbox-list">
        {lines.map((line) => <li key={line.deliveryId} className={line.state === "unread" ? "inbox-unread" : undefined}><Line line={line} /></li>)}
      </ol>
      <ul className="actions">
        {!isFirst && <li><a href="/inbox">{words.newest}</a></li>}
        {next && <li><a href={`/inbox?after=${next}`} rel="next">{words.older}</a></li>}
      </ul>
    </>
  );
}

const STATE = { unread: "unread", displayed: "read", acknowledged: "acknowledged" } as const;

function Line({ line }: { line: InboxLineView }) {
  const words = inboxMessages[useLanguage()];
  return (
    <>
      <p className="notice-list-time"><Time instant={line.at} zone={line.zone} /></p>
      <h2><a href={`/inbox/${line.deliveryId}`} lang={line.language}>{line.subject}</a></h2>
      <p>
        <span className={line.state === "unread" ? "tag tag-announced" : "tag"}>{words[STATE[line.state]]}</span>{" "}
        <span className="muted">{words.reason[line.reason]}{line.organisation !== null && ` · ${words.forWhom(line.organisation)}`}{line.alsoFor.length > 0 && ` · ${words.alsoFor(line.alsoFor)}`}</span>
      </p>
    </>
  );
}
