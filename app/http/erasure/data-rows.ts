import { kindOf } from "#app/domain/evidence/entries/act";
import type { OrganisationCopy, PersonCopy } from "#app/http/erasure/data-view.server";
import type { Language } from "#app/messages/catalogue";
import { commonMessages } from "#app/messages/common";
import { dataMessages, type DataPart } from "#app/messages/data";
import { entryKindName } from "#app/messages/entry-kinds";

/** One thing that is kept, as a line: when, what, and the page where it is told in full. */
export type DataRow = { at: string | null; words: string; href: string | null };

/** What the lines need besides the copy: what versions are called, by their ids. */
export type Told = { language: Language; titles: ReadonlyMap<string, string> };

type Rows = Partial<Record<DataPart, DataRow[]>>;
type Act = PersonCopy["acts"][number] | OrganisationCopy["acts"][number];

/** The lines of what persons and organisations both have, in the order of the copy. */
export function rowsOfBoth(copy: PersonCopy | OrganisationCopy, told: Told): Rows {
  const { row } = dataMessages[told.language];
  const { removed } = commonMessages[told.language];
  return {
    acts: copy.acts.map((act) => actRow(act, told)),
    imported: copy.imported.map(({ actId, source, happenedAt }) => ({ at: happenedAt, words: row.imported(source), href: `/receipts/${actId}` })),
    notices: copy.notices.map(({ id, subject, channel, happenedAt }) => ({ at: happenedAt, words: subject ?? "", href: channel === "inbox" ? `/inbox/${id}` : null })),
    objections: copy.objections.map(({ actId, reason, isRemoved, objectedAt }) => ({ at: objectedAt, words: isRemoved ? removed : (reason ?? "–"), href: `/receipts/${actId}` })),
    questions: copy.questions.map(({ id, question, isRemoved, happenedAt }) => ({ at: happenedAt, words: isRemoved ? removed : (question ?? ""), href: `/questions#${id}` })),
    comments: copy.comments.map(({ draftId, body, isRemoved, happenedAt }) => ({ at: happenedAt, words: isRemoved ? removed : (body ?? ""), href: `/proposed/${draftId}` })),
    requests: copy.requests_for_erasure.map(({ decision, happenedAt }) => ({ at: happenedAt, words: row.request[decision ?? "open"], href: "/account/erasure" })),
    holds: copy.holds.map(({ act, happenedAt }) => ({ at: happenedAt, words: row.hold[act], href: null })),
    looks: copy.looked_at_by_staff.map(({ happenedAt }) => ({ at: happenedAt, words: row.looked, href: null })),
    openings: copy.openings.length === 0 ? [] : [{ at: null, words: row.openings(copy.openings.length), href: null }],
    leaving: copy.leaving ? [{ at: copy.leaving.happenedAt, words: row.left, href: "/leave" }] : [],
  };
}

/** The lines of what belongs to a person alone. */
export function ownRows(copy: PersonCopy, { language }: Told): Rows {
  const { row } = dataMessages[language];
  return {
    actsForOthers: copy.acts_for_organisations.map(({ kind, method, happenedAt }) => ({ at: happenedAt, words: entryKindName(kindOf({ kind, method }), language), href: null })),
    uses: copy.uses_taken_as_acceptance.map(({ actId, grade, happenedAt }) => ({ at: happenedAt, words: row.use(grade), href: `/receipts/${actId}` })),
    authorities: copy.authorities.map(({ act, organisation, happenedAt }) => ({ at: happenedAt, words: row.authority[act], href: `/organisations/${organisation}` })),
    roles: copy.roles.map(({ act, role, happenedAt }) => ({ at: happenedAt, words: row.role[act](role), href: null })),
    signIns: [
      { at: null, words: row.sessions(copy.sessions.length), href: null },
      ...copy.sign_ins.map(({ method, happenedAt }) => ({ at: happenedAt, words: row.signIn[method], href: null })),
    ],
    device: [...copy.acts, ...copy.acts_for_organisations].flatMap(({ happenedAt, client_address: address, agent }) => (
      address === null && agent === null ? [] : [{ at: happenedAt, words: [address, agent].filter(Boolean).join(" · "), href: null }]
    )),
    mails: copy.mails.map(({ subject, sentAt, createdAt }) => ({ at: sentAt ?? createdAt, words: subject ?? row.mail, href: null })),
  };
}

/** The lines of the authorities that an organisation gave. */
export function givenRows(copy: OrganisationCopy, { language }: Told): Rows {
  const { row } = dataMessages[language];
  return { authorities: copy.authorities.map(({ act, happenedAt, delegationId }) => ({ at: happenedAt, words: row.authority[act], href: `/organisations/${copy.party.id}/authorities/${delegationId}` })) };
}

function actRow({ id, kind, method, happenedAt, lines }: Act, { language, titles }: Told): DataRow {
  const about = [...new Set(lines.map(({ versionId }) => titles.get(versionId) ?? versionId))].join(language === "en" ? ", " : "、");
  return { at: happenedAt, words: `${entryKindName(kindOf({ kind, method }), language)}${language === "en" ? ": " : "："}${about}`, href: `/receipts/${id}` };
}
