import { useLanguage } from "#app/components/language";
import { Utc } from "#app/components/verify/ledger-parts";
import type { PublishedToken } from "#app/domain/evidence/transparency.server";
import { timeTokenMessages } from "#app/messages/time-tokens";

const BY_HAND = "openssl ts -verify -token_in -in TOKEN.tst -data CHECKPOINT.checkpoint -CAfile CA.pem";

/** The time stamps from outside, each with what it takes to check it by hand. */
export function TimeTokens({ tokens }: { tokens: readonly PublishedToken[] }) {
  const words = timeTokenMessages[useLanguage()];
  return (
    <>
      <p>{words.lead}</p>
      <table className="staff-table">
        <caption className="visually-hidden">{words.caption}</caption>
        <thead>
          <tr>{[words.genTime, words.covers, words.authority, words.checked, words.token].map((head) => <th key={head} scope="col">{head}</th>)}</tr>
        </thead>
        <tbody>{tokens.map((token) => <TokenRow key={token.id} token={token} />)}</tbody>
      </table>
      <p>{words.howTo}</p>
      <pre className="exact">{BY_HAND}</pre>
    </>
  );
}

function TokenRow({ token: { id, authority, genTime, size, isTrusted } }: { token: PublishedToken }) {
  const words = timeTokenMessages[useLanguage()];
  const address = `/transparency/tokens/${id}`;
  return (
    <tr>
      <th scope="row"><Utc instant={genTime} /></th>
      <td data-label={words.covers}>{size}</td>
      <td data-label={words.authority} className="exact">{authority}</td>
      <td data-label={words.checked}>{isTrusted ? words.trusted : words.untrusted}</td>
      <td data-label={words.token}>
        <a href={`${address}.tst`} download>{words.token}</a>, <a href={`${address}.checkpoint`} download>{words.checkpoint}</a>
      </td>
    </tr>
  );
}
