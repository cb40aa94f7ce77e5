import { givenIn, IS_CONCERNED, LANGUAGE, MAY_BE_MAILED, MAY_BE_TOLD } from "#db/notice/told";

const WITH_GIVEN = `with g as materialized (${givenIn("?1")})`;

/** Ids of one page: what they begin with, a digit for the channel, and the party's row; so new rows stand behind one another. */
const INBOX_RANGE = `d."id" > g."prefix" || '1' and d."id" < g."prefix" || '1:'`;
const HANDED_OVER_RANGE = `d."id" > g."prefix" || '2' and d."id" < g."prefix" || '9'`;

/**
 * One page of a fan-out, in the order of these statements: move on from the page before (or be refused, where another worker was first), make the
 * deliveries, channel by channel and each in the order of the ids, queue what is to be handed over, count. People are looked at once for all channels.
 */
export const FAN_OUT_STATEMENTS = {
  moveFanOut: {
    table: "fanOuts",
    text: `update "fanOuts" set "afterPartyId" = ?1 ->> 'upto', "openPrefix" = ?1 ->> 'prefix', "finishedAt" = ?1 ->> 'finishedAt', "stoppedFor" = ?1 ->> 'stoppedFor'
      where "noticeId" = ?1 ->> 'noticeId' and "afterPartyId" = ?1 ->> 'after' and "openPrefix" = ?1 ->> 'before' and "finishedAt" is null returning 1`,
  },
  makeDeliveries: {
    table: "deliveries",
    text: `${WITH_GIVEN}, page as materialized (select p.rowid as "row", p."id" as "partyId", ${LANGUAGE} as "language", ${MAY_BE_MAILED} as "isMailed"
        from g cross join "parties" p left join "accounts" a on a."partyId" = p."id" left join "partyStates" s on s."partyId" = p."id"
        where p."id" > g."after" and p."id" <= g."upto" and ${MAY_BE_TOLD} and ${IS_CONCERNED} order by p."id")
      insert into "deliveries" ("id", "noticeId", "partyId", "channel", "language", "happenedAt", "recordedAt")
      select g."prefix" || (c.value ->> 'digit') || printf('%09d', page."row"), g."noticeId", page."partyId", c.value ->> 'channel', page."language", g."at", g."at"
      from json_each(?1, '$.channels') as c cross join g cross join page where c.value ->> 'channel' <> 'mail' or page."isMailed"`,
  },
  queueDeliveries: {
    table: "deliveryQueue",
    text: `${WITH_GIVEN} insert into "deliveryQueue" ("deliveryId", "isToMany", "nextAttemptAt", "attempts")
      select d."id", 1, g."at", 0 from g cross join "deliveries" d where ${HANDED_OVER_RANGE} order by d."id"`,
  },
  countFanOut: {
    table: "fanOuts",
    text: `${WITH_GIVEN} update "fanOuts" set
      "count" = "count" + (select count(*) from "deliveries" d where ${INBOX_RANGE}),
      "queued" = "queued" + (select count(*) from "deliveries" d where ${HANDED_OVER_RANGE})
      from g where "fanOuts"."noticeId" = g."noticeId"`,
  },
} as const;
