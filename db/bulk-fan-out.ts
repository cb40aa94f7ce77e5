import { givenIn, IS_CONCERNED, LANGUAGE, MAY_BE_MAILED, MAY_BE_TOLD } from "#db/told";

const COLUMNS = `("id", "noticeId", "partyId", "channel", "language", "happenedAt", "recordedAt")`;
const WITH_GIVEN = `with g as materialized (${givenIn("?1")})`;

/** Ids of one page: what they begin with, a digit for the channel, and the party's row; so new rows stand behind one another. */
const INBOX_RANGE = `d."id" > g."prefix" || '1' and d."id" < g."prefix" || '1:'`;

/**
 * One page of a fan-out, in the order of these statements: move on from the page before (or be refused, where another worker was first), put the
 * notice into inboxes, queue what is to be handed over, make its deliveries, count.
 */
export const FAN_OUT_STATEMENTS = {
  moveFanOut: {
    table: "fanOuts",
    text: `update "fanOuts" set "afterPartyId" = ?1 ->> 'upto', "openPrefix" = ?1 ->> 'prefix', "finishedAt" = ?1 ->> 'finishedAt', "stoppedFor" = ?1 ->> 'stoppedFor'
      where "noticeId" = ?1 ->> 'noticeId' and "afterPartyId" = ?1 ->> 'after' and "openPrefix" = ?1 ->> 'before' and "finishedAt" is null returning 1`,
  },
  putIntoInboxes: {
    table: "deliveries",
    text: `${WITH_GIVEN} insert into "deliveries" ${COLUMNS}
      select g."prefix" || '1' || printf('%09d', p.rowid), g."noticeId", p."id", 'inbox', ${LANGUAGE}, g."at", g."at"
      from g cross join "parties" p left join "accounts" a on a."partyId" = p."id" left join "partyStates" s on s."partyId" = p."id"
      where p."id" > g."after" and p."id" <= g."upto" and ${MAY_BE_TOLD} and ${IS_CONCERNED} order by p."id"`,
  },
  queueDeliveries: {
    table: "deliveryQueue",
    text: `${WITH_GIVEN} insert into "deliveryQueue" ("deliveryId", "isToMany", "nextAttemptAt", "attempts")
      select g."prefix" || g."digit" || substr(d."id", -9), 1, g."at", 0
      from g cross join "deliveries" d left join "accounts" a on a."partyId" = d."partyId" left join "partyStates" s on s."partyId" = d."partyId"
      where ${INBOX_RANGE} and (g."channel" <> 'mail' or (${MAY_BE_MAILED})) order by d."id"`,
  },
  makeDeliveries: {
    table: "deliveries",
    text: `${WITH_GIVEN} insert into "deliveries" ${COLUMNS}
      select q."deliveryId", d."noticeId", d."partyId", g."channel", d."language", g."at", g."at"
      from g cross join "deliveryQueue" q cross join "deliveries" d on d."id" = g."prefix" || '1' || substr(q."deliveryId", -9)
      where q."deliveryId" > g."prefix" || g."digit" and q."deliveryId" < g."prefix" || g."digit" || ':' order by q."deliveryId"`,
  },
  countFanOut: {
    table: "fanOuts",
    text: `${WITH_GIVEN} update "fanOuts" set
      "count" = "count" + (select count(*) from "deliveries" d where ${INBOX_RANGE}),
      "queued" = "queued" + (select count(*) from "deliveryQueue" q where q."deliveryId" > g."prefix" || '2' and q."deliveryId" < g."prefix" || '9')
      from g where "fanOuts"."noticeId" = g."noticeId"`,
  },
} as const;
