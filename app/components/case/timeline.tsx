import { Facts } from "#app/components/case/facts";
import { useLanguage } from "#app/components/language";
import { Time } from "#app/components/time";
import type { CaseView, ItemView } from "#app/http/compliance/case-view.server";
import { caseMessages } from "#app/messages/case-file";

/** Every record of a party in its order, a page at a time. */
export function Timeline({ view: { zone, parts, otherOrder, items, next } }: { view: CaseView }) {
  const words = caseMessages[useLanguage()];
  return (
    <>
      <nav aria-label={words.timeline}>
        <ul className="staff-tabs desk-tabs">
          {parts.map(({ name, href, isChosen }) => <li key={name}><a href={`${href}#timeline`} aria-current={isChosen ? "page" : undefined}>{words.parts[name]}</a></li>)}
        </ul>
      </nav>
      <p className="case-order"><a href={`${otherOrder.href}#timeline`}>{words.orders[otherOrder.name]}</a></p>
      {items.length === 0 && <p className="empty">{words.noItems}</p>}
      <ol className="staff-list case-items">{items.map((item) => <Item key={`${item.id} ${item.title}`} item={item} zone={zone} />)}</ol>
      {next && <ul className="actions"><li><a href={`${next}#timeline`} rel="next">{words.further}</a></li></ul>}
    </>
  );
}

function Item({ item, zone }: { item: ItemView; zone: string }) {
  const words = caseMessages[useLanguage()];
  const { id, title, at, recordedAt, entry, lines, facts, conditions, events, files } = item;
  return (
    <li id={id}>
      <h3>{title}</h3>
      <p><Time instant={at} zone={zone} /></p>
      {lines.map((line) => <Line key={`${line.slug} ${line.number} ${line.purpose ?? ""}`} line={line} />)}
      <Facts facts={facts} zone={zone} />
      {conditions.length > 0 && <><h4>{words.conditions}</h4><ul className="case-conditions">{conditions.map((each) => <li key={each}>{each}</li>)}</ul></>}
      {events.length > 0 && <Events events={events} zone={zone} />}
      {files.length > 0 && <ul className="actions">{files.map(({ name, href }) => <li key={href}><a href={href}>{name}</a></li>)}</ul>}
      <p className="muted case-record"><code>{id}</code>{entry && ` · ${entry}`}{recordedAt === at ? null : <> · {words.recorded} <Time instant={recordedAt} zone={zone} /></>}</p>
    </li>
  );
}

function Line({ line: { slug, number, language, purpose, next, compare } }: { line: ItemView["lines"][number] }) {
  const words = caseMessages[useLanguage()];
  return (
    <p>
      <a href={`/agreements/${slug}/versions/${number}`}>{slug} {words.version(number)}</a>
      {language && ` · ${language}`}{purpose && ` · ${purpose}`}
      {compare && next !== null && <> · <a href={compare}>{words.compare(number, next)}</a></>}
    </p>
  );
}

function Events({ events, zone }: { events: ItemView["events"]; zone: string }) {
  const words = caseMessages[useLanguage()];
  return (
    <>
      <h4>{words.events}</h4>
      <ul className="case-events">
        {events.map(({ state, at, sha256, facts }) => (
          <li key={`${state} ${at}`}>
            {state} · <Time instant={at} zone={zone} />
            {sha256 && <> · SHA-256 <code className="case-hash">{sha256}</code></>}
            <Facts facts={facts} zone={zone} />
          </li>
        ))}
      </ul>
    </>
  );
}
