import { Hash } from "#app/components/hash";
import { useLanguage } from "#app/components/language";
import { Section } from "#app/components/section";
import { ByHand } from "#app/components/verify/by-hand-steps";
import { Checkpoint, Consistency, Keys, Utc } from "#app/components/verify/ledger-parts";
import type { VerifierLink } from "#app/components/verify/page";
import { TimeTokens } from "#app/components/verify/time-tokens";
import type { PublishedLedger, PublishedToken } from "#app/domain/evidence/transparency.server";
import { transparencyMessages } from "#app/messages/transparency";

type View = { ledgers: readonly PublishedLedger[]; tokens: readonly PublishedToken[]; isStopped: boolean; verifier: VerifierLink };

/** What outsiders need to hold the ledger to account: keys, checkpoint, proofs, and how to check them with nothing of ours. */
export function TransparencyPage({ ledgers: [ledger, ...earlier], tokens, isStopped, verifier }: View) {
  const words = transparencyMessages[useLanguage()];
  return (
    <div className="page transparency-page">
      <h1>{words.title}</h1>
      <p className="lead">{words.lead}</p>
      {isStopped && <p className="notice" role="status">{words.stopped}</p>}
      {ledger && <Keys ledger={ledger} />}
      {ledger && <Checkpoint ledger={ledger} />}
      <Section id="outside" title={words.outside}>{tokens.length > 0 ? <TimeTokens tokens={tokens} /> : <p>{words.outsideNone}</p>}</Section>
      {ledger?.checkpoint && <Consistency size={ledger.checkpoint.size} />}
      {ledger && earlier.length > 0 && <Earlier ledgers={[ledger, ...earlier]} />}
      <ByHand />
      <Programs verifier={verifier} />
    </div>
  );
}

/** Each ledger but the newest; the one that followed it says why it was closed. */
function Earlier({ ledgers }: { ledgers: readonly PublishedLedger[] }) {
  const words = transparencyMessages[useLanguage()];
  return (
    <Section id="earlier" title={words.earlier}>
      <p>{words.earlierLead}</p>
      <ul className="transparency-earlier">
        {ledgers.slice(1).map(({ number, origin, openedAt, keys, checkpoint }, place) => (
          <li key={number}>
            <p className="exact">{origin}</p>
            <p>{words.since} <Utc instant={openedAt} />. {words.closed(ledgers[place]?.reason ?? "")}</p>
            {keys.map(({ line }) => <p key={line} className="exact">{line}</p>)}
            {checkpoint && <pre className="exact">{checkpoint.note}</pre>}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Programs({ verifier }: { verifier: VerifierLink }) {
  const words = transparencyMessages[useLanguage()];
  return (
    <Section id="programs" title={words.programs}>
      <p>{words.programsLead("18")}</p>
      <ul>
        {verifier && <li><a href="/verify/concordat-verify.mjs" download>{words.program}</a> <Hash label={words.sha256} sha256={verifier.sha256} /></li>}
        <li><a href="/verify">{words.page}</a></li>
      </ul>
    </Section>
  );
}
