import type { ActLine } from "#app/domain/acceptance/act-line";
import type { Instant } from "#app/domain/instant";
import type { Audience } from "#app/domain/publication/manifest";

/** An acceptance as a reason cites it. */
export type CitedAcceptance = { number: number; acceptedAt: Instant; method: ActLine["method"] };

/** Why a standing is what it is: a code with the facts of its sentence (`app/messages/acceptance.ts`). */
export type Reason =
  | { code: "not-published" }
  | { code: "ended"; effectiveAt: Instant }
  /** The party left. */
  | { code: "left"; leftAt: Instant }
  | { code: "information" }
  | { code: "consents"; given: number; open: number }
  | { code: "not-yet-in-force"; number: number; effectiveAt: Instant }
  | { code: "accepted"; effectiveAt: Instant; accepted: CitedAcceptance }
  | { code: "accepted-ahead"; effectiveAt: Instant; accepted: CitedAcceptance }
  | { code: "editorial"; number: number; effectiveAt: Instant; accepted: CitedAcceptance }
  | { code: "first-asked"; number: number; effectiveAt: Instant }
  | { code: "newer-version"; number: number; effectiveAt: Instant; accepted: CitedAcceptance }
  | { code: "declined"; number: number; declinedAt: Instant; binds: CitedAcceptance | null }
  | { code: "objected"; number: number; objectedAt: Instant; binds: CitedAcceptance | null }
  | { code: "not-in-audience"; number: number; audience: Audience }
  | { code: "optional"; number: number; effectiveAt: Instant }
  | { code: "optional-earlier"; number: number; effectiveAt: Instant; accepted: CitedAcceptance }
  | { code: "announced"; number: number; effectiveAt: Instant; accepted: CitedAcceptance | null };
