import type { Instant } from "#app/domain/instant";
import type { Language } from "#app/messages/catalogue";

/** A notice as it goes to one party by one channel; each attempt hands over the same bytes when `at` is the instant of the delivery row. */
export type Outgoing = {
  deliveryId: string;
  /** Address of the party, as used: a mail address, or what the webhook's receiver knows it by. */
  to: string;
  language: Language;
  subject: string;
  text: string;
  html: string;
  at: Instant;
  /** Where reminders are switched off; given for reminders alone, since legal notices cannot be unsubscribed. */
  unsubscribeUrl?: string;
};

/** What became of an attempt: taken by the relay, or refused for good. The detail is the relay's own answer; it may name the address, so seal it. */
export type Sent = { state: "handedOver" | "failed"; detail: string; messageSha256: string | null };

/** Not taken now; another attempt may meet another answer. The message may name the address. */
export class DeferredError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "DeferredError";
  }
}

export type Channel = {
  /** Hands one message over. Throws DeferredError when it is to be tried again. */
  send(message: Outgoing): Promise<Sent>;
};
