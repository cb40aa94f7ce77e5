import type { ReactNode } from "react";
import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import { LedgerBand } from "#app/components/ledger-band";
import { ActingBand, type ShownActing } from "#app/components/organisation/acting-band";
import type { Fault } from "#app/domain/evidence/ledger/state.server";
import { MOST_UNREAD } from "#app/domain/notice/inbox/unread";
import { commonMessages } from "#app/messages/common";
import { inboxMessages } from "#app/messages/inbox";

export type ShellView = {
  viewer: { address: string; roles: string[]; unread: number; acting: ShownActing | null } | null;
  /** What stopped the ledger; told to staff alone. */
  ledgerFault: Fault | null;
  formToken: string | null;
  /** Path and search of the page, to come back to. */
  path: string;
};

/** What surrounds every page: the skip link, the head with navigation, and the foot. */
export function Shell({ view, children }: { view: ShellView; children: ReactNode }) {
  const words = commonMessages[useLanguage()];
  return (
    <>
      <a className="skip" href="#main">{words.skip}</a>
      <header className="masthead">
        <div className="masthead-row">
          <a className="brand" href="/">
            <Mark />
            {words.portal}
          </a>
          <Navigation view={view} />
          <OwnPlace view={view} />
        </div>
        {view.viewer?.acting && <ActingBand acting={view.viewer.acting} path={view.path} />}
        {view.ledgerFault && <LedgerBand fault={view.ledgerFault} />}
      </header>
      <main id="main" tabIndex={-1}>{children}</main>
      <footer className="colophon">
        <div className="colophon-row">
          <p>{words.purpose}</p>
          <ul className="colophon-links">
            <li><a href="/verify">{words.verify}</a></li>
            <li><a href="/transparency">{words.transparency}</a></li>
          </ul>
        </div>
      </footer>
    </>
  );
}

/** Pages for staff, each for those who have one of its roles. */
const STAFF = [
  { to: "/editor", word: "editor", roles: ["editor", "approver"] },
  { to: "/operator", word: "operator", roles: ["operator"] },
  { to: "/operator/erasures", word: "erasures", roles: ["operator", "auditor"] },
  { to: "/compliance", word: "compliance", roles: ["auditor"] },
  { to: "/compliance/exports", word: "exports", roles: ["operator", "auditor"] },
] as const;

function Navigation({ view }: { view: ShellView }) {
  const words = commonMessages[useLanguage()];
  const own = view.viewer ? [["/me", words.me], ["/consents", words.consents]] as const : [];
  const staff = STAFF.filter(({ roles }) => roles.some((role) => view.viewer?.roles.includes(role)));
  const links = [["/", words.home] as const, ["/notices", words.notices] as const, ...own, ...staff.map(({ to, word }) => [to, words[word]] as const)];
  return (
    <nav aria-label={words.navigation}>
      <ul className="masthead-links">
        {links.map(([to, name]) => (
          <li key={to}>
            <a href={to} aria-current={view.path.split("?")[0] === to ? "page" : undefined}>{name}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function OwnPlace({ view }: { view: ShellView }) {
  const words = commonMessages[useLanguage()];
  return (
    <div className="masthead-own" role="group" aria-label={words.yours}>
      {view.viewer ? <SignedIn view={view} viewer={view.viewer} /> : <SignedOut />}
      <form method="post" action="/language">
        <input type="hidden" name="to" value={view.path} />
        <button className="link-button" name="language" value={words.otherLanguage.code} lang={words.otherLanguage.code}>
          {words.otherLanguage.name}
        </button>
      </form>
    </div>
  );
}

function SignedIn({ view, viewer: { address, unread } }: { view: ShellView; viewer: NonNullable<ShellView["viewer"]> }) {
  const words = commonMessages[useLanguage()];
  return (
    <>
      <InboxLink unread={unread} />
      <a href="/account" aria-label={words.accountOf(address)}>
        <span className="masthead-account">{words.account}</span>
        <span className="masthead-address">{address}</span>
      </a>
      <form method="post" action="/sign-out">
        <FormToken value={view.formToken} />
        <button className="link-button">{words.signOut}</button>
      </form>
    </>
  );
}

function InboxLink({ unread }: { unread: number }) {
  const words = inboxMessages[useLanguage()];
  return <a href="/inbox" className={unread > 0 ? "masthead-unread" : undefined} aria-label={words.linkLabel(unread, MOST_UNREAD)}>{words.link(unread, MOST_UNREAD)}</a>;
}

function SignedOut() {
  const words = commonMessages[useLanguage()];
  return <a href="/sign-in">{words.signIn}</a>;
}

/** The portal's mark, as in public/mark.svg. */
function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect className="mark-seal" x="2" y="2" width="28" height="28" rx="3" />
      <path className="mark-lines" d="M9 10h14M9 16h14M9 22h5M18 21.5l3 3 5-6" fill="none" strokeWidth="2.5" />
    </svg>
  );
}
