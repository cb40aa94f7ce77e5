const IDS = `(select value from json_each(?1, '$.ids'))`;

/** What workers do with deliveries in the queue. */
export const QUEUE_STATEMENTS = {
  /** Takes deliveries in hand that nobody has, or that were left by a worker which is no more. */
  leaseDeliveries: {
    table: "deliveryQueue",
    text: `update "deliveryQueue" set "leasedUntil" = ?1 ->> 'until', "leasedBy" = ?1 ->> 'worker', "attempts" = "attempts" + 1
      where "deliveryId" in ${IDS} and "nextAttemptAt" <= ?1 ->> 'at'
      and ("leasedUntil" is null or "leasedUntil" <= ?1 ->> 'at' or "leasedBy" in (select value from json_each(?1, '$.gone')))`,
  },
  /** Takes deliveries out that are over. */
  finishDeliveries: { table: "deliveryQueue", text: `delete from "deliveryQueue" where "deliveryId" in ${IDS}` },
  /** Puts a delivery back until a later attempt, where it is still in this worker's hand. */
  postponeDeliveries: {
    table: "deliveryQueue",
    text: `update "deliveryQueue" set "nextAttemptAt" = p.value ->> 'at', "leasedUntil" = null, "leasedBy" = null
      from json_each(?1, '$.postponed') as p where "deliveryId" = p.value ->> 'id' and "leasedBy" = ?1 ->> 'worker'`,
  },
  /** Counts what was handed over, given up, not sent after all, or queued by another channel, by notice. */
  countDeliveries: {
    table: "fanOuts",
    text: `update "fanOuts" set "handedOver" = "handedOver" + (n.value ->> 'handedOver'), "failed" = "failed" + (n.value ->> 'failed'),
        "queued" = "queued" + coalesce(n.value ->> 'queued', 0),
        "notSentJson" = (select json_group_object("key", "total") from (select "key", sum("value") as "total"
          from (select "key", "value" from json_each("notSentJson") union all select "key", "value" from json_each(n.value, '$.notSent')) group by "key"))
      from json_each(?1, '$.notices') as n where "noticeId" = n.value ->> 'id'`,
  },
} as const;
