import { Hash } from "#app/components/hash";
import { useLanguage } from "#app/components/language";
import { Section } from "#app/components/section";
import type { PublishedLedger } from "#app/domain/evidence/transparency.server";
import { formatUtc } from "#app/messages/time";
import { transparencyMessages } from "#app/messages/transparency";

/** An instant in UTC alone: these facts belong to no zone. */
export function Utc({ instant }: { instant: string }) {
  return <time dateTime={instant} className="unbroken">{formatUtc(instant)}</time>;
}

/** The key that signs now, and since when which keys did. */
export function Keys({ ledger: { origin, keys } }: { ledger: PublishedLedger }) {
  const words = transparencyMessages[useLanguage()];
  const inUse = keys.filter(({ retiredAt }) => retiredAt === null);
  return (
    <Section id="key" title={words.key}>
      {inUse.map(({ line }) => <p key={line} className="exact exact-block">{line}</p>)}
      <p>{words.keyLead}</p>
      <p><a href="/transparency/keys" download>{words.keysFile}</a></p>
      <h3>{words.history}</h3>
      <table className="staff-table">
        <caption className="visually-hidden">{words.historyOf(origin)}</caption>
        <thead>
          <tr>
            <th scope="col">{words.key}</th>
            <th scope="col">{words.introduced}</th>
            <th scope="col">{words.retired}</th>
          </tr>
        </thead>
        <tbody>
          {keys.map(({ line, introducedAt, retiredAt }) => (
            <tr key={line}>
              <th scope="row" className="exact">{idOf(line)}</th>
              <td data-label={words.introduced}><Utc instant={introducedAt} /></td>
              <td data-label={words.retired}>{retiredAt === null ? words.inUse : <Utc instant={retiredAt} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

/** What stands between the plus signs of a key's line. */
function idOf(line: string): string {
  return line.split("+")[1] ?? line;
}

/** The newest checkpoint word for word, and what it says. */
export function Checkpoint({ ledger: { origin, openedAt, checkpoint } }: { ledger: PublishedLedger }) {
  const words = transparencyMessages[useLanguage()];
  return (
    <Section id="checkpoint" title={words.checkpoint}>
      <dl className="facts facts-wide">
        <dt>{words.ledger}</dt>
        <dd className="exact">{origin}</dd>
        <dt>{words.since}</dt>
        <dd><Utc instant={openedAt} /></dd>
        {checkpoint && (
          <>
            <dt>{words.size}</dt>
            <dd>{checkpoint.size}</dd>
            <dt>{words.signed}</dt>
            <dd><Utc instant={checkpoint.recordedAt} /></dd>
            <dt>{words.root}</dt>
            <dd><Hash label="SHA-256" sha256={checkpoint.rootHash} /></dd>
          </>
        )}
      </dl>
      {checkpoint ? <Note note={checkpoint.note} /> : <p className="empty">{words.none}</p>}
    </Section>
  );
}

function Note({ note }: { note: string }) {
  const words = transparencyMessages[useLanguage()];
  return (
    <>
      <p>{words.checkpointLead}</p>
      <pre className="exact exact-block">{note}</pre>
      <p><a href="/transparency/checkpoint" download>{words.checkpointFile}</a></p>
    </>
  );
}

/** Asks for the proof between the checkpoint that a reader keeps and the newest one. */
export function Consistency({ size }: { size: number }) {
  const words = transparencyMessages[useLanguage()];
  return (
    <Section id="consistency" title={words.consistency}>
      <p>{words.consistencyLead}</p>
      <form className="transparency-sizes" action="/transparency/consistency">
        <div className="field">
          <label htmlFor="from">{words.from}</label>
          <input id="from" name="from" type="number" min={1} max={size} required autoComplete="off" />
        </div>
        <div className="field">
          <label htmlFor="to">{words.to}</label>
          <input id="to" name="to" type="number" min={1} max={size} defaultValue={size} autoComplete="off" />
        </div>
        <button className="button button-plain">{words.consistencySubmit}</button>
      </form>
    </Section>
  );
}
