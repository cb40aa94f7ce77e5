/** Whom a notice is brought to, as conditions in SQL over the parties `p`, their accounts `a` and states `s`, and what is given, `g`. */

/** What is given about a notice as a JSON object (a parameter or column), read once. */
export function givenIn(json: string): string {
  return `select ${json} ->> 'noticeId' as "noticeId", ${json} ->> 'noticeAt' as "noticeAt", ${json} ->> 'at' as "at", ${json} ->> 'prefix' as "prefix",
    ${json} ->> 'after' as "after", ${json} ->> 'upto' as "upto", ${json} ->> 'who' as "who", ${json} -> 'audience' as "audience", ${json} ->> 'agreementId' as "agreementId",
    ${json} -> 'languages' as "languages", ${json} ->> '$.languages[0]' as "firstLanguage",
    ${json} ->> 'mayBeUnsubscribed' as "mayBeUnsubscribed", ${json} ->> 'dormantBefore' as "dormantBefore"`;
}

/** In the language of the account, where the notice has it. */
export const LANGUAGE = `case when instr(g."languages", '"' || a."language" || '"') then a."language" else g."firstLanguage" end`;

/** Whoever chose to do without what one may do without. */
export const WITHOUT_REMINDERS = `exists (select 1 from "noticeChoices" c where c."partyId" = p."id" and c."wantsReminders" = 0)`;

/** Not erased and, for a notice that one may do without, neither restricted nor closed nor without it by choice. */
export const MAY_BE_TOLD = `coalesce(s."state", 'free') not in ('erasing', 'erased')
  and (not g."mayBeUnsubscribed" or (coalesce(s."state", 'free') = 'free' and a."closedAt" is null
    and not ${WITHOUT_REMINDERS}))`;

/** A confirmed address of an account in use, whose party is not restricted. Who has not signed in for long is told on the site alone. */
export const MAY_BE_MAILED = `a."addressConfirmedAt" is not null and a."closedAt" is null and coalesce(s."state", 'free') = 'free'
  and (a."createdAt" >= g."dormantBefore"
    or exists (select 1 from "signIns" i where i."accountId" = a."id" and i."happenedAt" >= g."dormantBefore"))`;

/** That the authority `d` covers receiving notices at an instant (a column); an owner's covers everything. */
export function receivesNotices(at: string): string {
  return `d."act" = 'granted' and (d."relation" = 'owner' or d."scopesJson" like '%"receive notices"%')
    and d."beginsAt" <= ${at} and (d."endsAt" is null or d."endsAt" > ${at})
    and not exists (select 1 from "delegations" r where r."delegationId" = d."id" and r."act" = 'revoked' and r."happenedAt" <= ${at})`;
}

const RECEIVES = receivesNotices(`g."noticeAt"`);

/** Of the audience, or bound: told itself, or through an organisation whose notices it receives. */
export const IS_CONCERNED = `case g."who" when 'told' then ${wasTold("p")} and not ${hasLeft("p")} else (${concerned("p")} or exists (
  select 1 from "delegations" d cross join "parties" o on o."id" = d."partyId" where d."actorId" = a."id" and ${RECEIVES} and ${concerned("o")})) end`;

/** Whose agreements have all ended, and who receives notices of no organisation with which they have not. */
export const HAS_LEFT = `(${hasLeft("p")} and not exists (
  select 1 from "delegations" d cross join "parties" o on o."id" = d."partyId" where d."actorId" = a."id" and ${RECEIVES} and not ${hasLeft("o")}))`;

function concerned(party: string): string {
  return `(${party}."createdAt" <= g."noticeAt" and (${inAudience(party)} or ${isBound(party)}) and not ${hasAnswered(party)} and not ${hasLeft(party)})`;
}

/** Whose agreements have all ended is told of no more changes. */
function hasLeft(party: string): string {
  return `exists (select 1 from "leavings" v where v."partyId" = ${party}."id" and v."happenedAt" <= g."at")`;
}

/** One of these notices lies in its inbox, or it has answered one of these versions without having been told. */
function wasTold(party: string): string {
  return `(exists (select 1 from "deliveries" x where x."partyId" = ${party}."id" and x."channel" = 'inbox' and x."noticeId" in (select value from json_each(g."audience", '$.noticeIds')))
    or exists (select 1 from "actLines" l where l."partyId" = ${party}."id" and l."subject" in (select value from json_each(g."audience", '$.versionIds'))))`;
}

function inAudience(party: string): string {
  const listed = (list: string, condition: string) => `exists (select 1 from json_each(g."audience", '$.${list}') as each where ${condition})`;
  return `case g."who" when 'everyone' then 1
    when 'kind' then ${listed("kinds", `each.value in (${party}."kind", ${party}."customerKind")`)}
    when 'place' then ${listed("places", `each.value = ${party}."place"`)}
    when 'product' then ${listed("products", `each.value in (select value from json_each(${party}."productsJson"))`)}
    else 0 end`;
}

/** Where a notice goes to those only who have not answered any of these versions: whether the party has. */
function hasAnswered(party: string): string {
  return `(g."audience" -> '$.unanswered' is not null and exists (select 1 from "actLines" l
    where l."partyId" = ${party}."id" and l."subject" in (select value from json_each(g."audience", '$.unanswered'))))`;
}

/** Who accepted a version of it once is told of its changes, whatever the audience has become since. */
function isBound(party: string): string {
  return `exists (select 1 from "actLines" l cross join "acts" t on t."id" = l."actId"
    where l."partyId" = ${party}."id" and l."agreementId" = g."agreementId" and t."kind" in ('acceptance', 'consent'))`;
}

/** The parties named, and those who receive the notices of organisations among them. */
export const IS_NAMED = `p."id" in (select value from json_each(g."audience", '$.partyIds') union
  select h."partyId" from json_each(g."audience", '$.partyIds') as each cross join "delegations" d on d."partyId" = each.value
  cross join "accounts" h on h."id" = d."actorId" where ${RECEIVES})`;
