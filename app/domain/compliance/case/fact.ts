import type { Finding } from "#app/domain/acceptance/deeming-finding";
import type { Instant } from "#app/domain/instant";

/** What is said of a record, by the name of what is said. */
export type FactName =
  | "method" | "language" | "grade" | "use" | "late" | "source" | "screen" | "actor" | "authority" | "signIn" | "address" | "client" | "agent" | "reason" | "channel" | "subject"
  | "textHash" | "clause" | "text" | "answer" | "publicQuestion" | "until" | "scopes" | "relation" | "begins" | "ends" | "person" | "by" | "ground" | "plan" | "asked" | "draft"
  | "acceptedBefore" | "surviving" | "confirmed";

/** Personal values are opened only where the case is unmasked; `gone`: nobody can read it any more, or nobody may. */
export type PersonalState = "masked" | "shown" | "gone" | "removed";

export type CaseFact =
  | { name: FactName; said: "text" | "instant" | "code"; value: string }
  | { name: FactName; said: "personal"; value: string | null; state: PersonalState };

/** A version that a record is about; `next` is the latest that came after it, in force or announced. */
export type CaseLine = { slug: string; number: number; language: string | null; purpose: string | null; next: number | null };

/** What became of a notice on its way. */
export type CaseEvent = { state: string; source: string; at: Instant; messageSha256: string | null; facts: CaseFact[] };

/** What a record of a case tells besides when it happened. */
export type CaseDetail = {
  /** Of an act its kind, of a hold that it was placed …; "" where the kind of record says all. */
  act: string;
  lines: CaseLine[];
  facts: CaseFact[];
  /** Of a deemed acceptance. */
  conditions: Finding[];
  events: CaseEvent[];
  /** Files that can be fetched with it. */
  files: ("screen" | "entry" | "proof" | "record" | "evidence" | "text")[];
};

/** A detail with what is given of it; the rest is empty. */
export function detailOf(given: Partial<CaseDetail>): CaseDetail {
  return { act: "", lines: [], facts: [], conditions: [], events: [], files: [], ...given };
}

/** The fact, or none where there is nothing to say. */
export function factOf(name: FactName, value: string | null, said: "text" | "instant" | "code" = "text"): CaseFact[] {
  return value === null || value === "" ? [] : [{ name, said, value }];
}
