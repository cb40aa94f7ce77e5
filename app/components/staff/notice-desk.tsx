import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import { Words } from "#app/components/localised";
import { Section } from "#app/components/section";
import { LocalTime } from "#app/components/time";
import type { NoticeDesk, Progress, Task } from "#app/domain/notice/desk.server";
import type { Localised } from "#app/domain/publication/localised";
import { inboxMessages } from "#app/messages/inbox";
import { noticeDeskMessages } from "#app/messages/notice-desk";
import { noticeShell } from "#app/messages/notice-shell";

type View = NoticeDesk & { formToken: string; titles: Record<string, Localised> };

/** The operator's page of notices on their way: how far each has come, what waits, who could not be reached. */
export function NoticeDeskPage({ view }: { view: View }) {
  const words = noticeDeskMessages[useLanguage()];
  return (
    <div className="staff">
      <h1>{words.title}</h1>
      <p className="lead">{words.lead}</p>
      {!view.hasMailServer && <div className="notice" role="status"><p>{words.noMailServer}</p></div>}
      {view.isPaused && <div className="notice" role="status"><p>{words.paused}</p></div>}
      <Queue view={view} />
      <Section id="progress" title={words.progress}>
        {view.progress.length === 0 ? <p className="empty">{words.progressNone}</p> : <ProgressTable view={view} />}
      </Section>
      <Section id="tasks" title={words.tasks}>
        {view.tasks.length === 0 ? <p className="empty">{words.tasksNone}</p> : <Tasks view={view} />}
      </Section>
    </div>
  );
}

function Queue({ view: { waiting, nextAt, isPaused, formToken } }: { view: View }) {
  const words = noticeDeskMessages[useLanguage()];
  return (
    <form method="post" className="stack">
      <FormToken value={formToken} />
      <p>
        {waiting === 0 ? words.queueEmpty : words.waiting(waiting)}
        {nextAt !== null && <> {words.nextAt} <LocalTime instant={nextAt} zone="UTC" /></>}
      </p>
      <p className="actions">
        <button className="button button-plain" name="intent" value={isPaused ? "resume" : "pause"}>{isPaused ? words.resume : words.pause}</button>
        <a href="/operator/notices">{words.refresh}</a>
      </p>
    </form>
  );
}

function ProgressTable({ view: { progress, titles } }: { view: View }) {
  const words = noticeDeskMessages[useLanguage()];
  return (
    <table className="staff-table">
      <caption className="visually-hidden">{words.progress}</caption>
      <thead>
        <tr>{[words.about, words.told, words.handedOver, words.waitingOf, words.failed, words.notSent].map((title) => <th key={title} scope="col">{title}</th>)}</tr>
      </thead>
      <tbody>{progress.map((each) => <ProgressRow key={each.noticeId} progress={each} title={titles[each.slug]} />)}</tbody>
    </table>
  );
}

function ProgressRow({ title, progress }: { title: Localised | undefined; progress: Progress }) {
  const { reason, slug, number, at, told, ofAbout, handedOver, waiting, failed, notSent, stoppedFor } = progress;
  const language = useLanguage();
  const words = noticeDeskMessages[language];
  const counts = [[words.handedOver, handedOver], [words.waitingOf, waiting], [words.failed, failed]] as const;
  return (
    <tr>
      <th scope="row">{inboxMessages[language].reason[reason]} · <a href={`/agreements/${slug}`}>{title ? <Words of={title} /> : slug}</a>{number !== null && <> {noticeShell[language].version(number)}</>}<br /><LocalTime instant={at} zone="UTC" /></th>
      <td data-label={words.told}>
        {ofAbout === null ? words.toldAll(told) : words.ofAbout(told, ofAbout)}
        {stoppedFor !== null && <><br />{words.stopped(words.notSentFor[stoppedFor])}</>}
      </td>
      {counts.map(([label, count]) => <td key={label} data-label={label}>{words.count(count)}</td>)}
      <td data-label={words.notSent}>
        {notSent.length === 0 ? words.count(0) : notSent.map(({ reason: why, count }) => <div key={why}>{words.counted(words.notSentFor[why], count)}</div>)}
      </td>
    </tr>
  );
}

function Tasks({ view: { tasks, next, formToken } }: { view: View }) {
  const words = noticeDeskMessages[useLanguage()];
  return (
    <>
      <p>{words.tasksLead}</p>
      <ul className="staff-list">{tasks.map((task) => <li key={task.deliveryId}><TaskForm task={task} formToken={formToken} /></li>)}</ul>
      {next !== null && <p><a href={`/operator/notices?before=${next}#tasks`}>{words.more}</a></p>}
    </>
  );
}

function TaskForm({ task: { deliveryId, partyId, accountId, reason, about, channel, createdAt }, formToken }: { task: Task; formToken: string }) {
  const language = useLanguage();
  const words = noticeDeskMessages[language];
  const why = reason === "bounced" ? words.why.bounced : words.why.failed;
  return (
    <form method="post" className="stack">
      <FormToken value={formToken} />
      <input type="hidden" name="deliveryId" value={deliveryId} />
      <p>
        {inboxMessages[language].reason[about]}, {words.channel[channel]}: {why} · <LocalTime instant={createdAt} zone="UTC" /><br />
        {words.party} <code>{partyId}</code>{accountId !== null && <> · <a href={`/operator/accounts/${accountId}`}>{words.account}</a></>}
      </p>
      <p className="actions"><button className="button button-plain" name="intent" value="done">{words.done}</button></p>
    </form>
  );
}
