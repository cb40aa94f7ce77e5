import { newId } from "#app/domain/ids";
import type { Instant } from "#app/domain/instant";
import { insertRow, type Step } from "#db/commit";

/** A mail in words: plain text, its paragraphs and links apart by an empty line. */
export type Mail = { to: string; subject: string; text: string };

/** The step that puts a sealed mail for a party into the outbox, due at once, with the commit that causes it. */
export function outboxStep({ partyId, messageSealed }: { partyId: string; messageSealed: string }, now: Instant): Step {
  return insertRow("outbox", {
    id: newId("out", now),
    partyId,
    channel: "mail",
    messageSealed,
    createdAt: now,
    attempts: 0,
    nextAttemptAt: now,
    sentAt: null,
    failure: null,
  });
}
