import type { ActLine } from "#app/domain/acceptance/act-line";
import type { Instant } from "#app/domain/instant";
import type { ProofGrade } from "#app/domain/notice/proof";
import type { AgreementHistory, Version } from "#app/domain/publication/history";

/** What may be counted of a version, and listed. */
export const STATES = ["accepted", "deemed", "declined", "objected", "given", "refused", "withdrawn", "due", "required", "unreachable"] as const;
export type State = (typeof STATES)[number];
export type AnsweredState = Exclude<State, "due" | "required" | "unreachable">;

/** Which answers or parties are meant: the same for a number and for its list. What is null does not matter. */
export type ComplianceFilter = {
  slug: string | null;
  number: number | null;
  changeClass: Version["changeClass"] | null;
  language: string | null;
  method: ActLine["method"] | null;
  grade: ProofGrade | null;
  customerKind: "consumer" | "business" | null;
  partyKind: "person" | "organisation" | null;
  /** Where the party lives or sits, as known today. */
  place: string | null;
  /** Happened from this instant on; answers and failures only. */
  from: Instant | null;
  /** What had happened by this instant … */
  at: Instant;
  /** … of what had been recorded by this one; null for all that is recorded. */
  known: Instant | null;
};

/** Nothing but the instant. */
export function filterAt(at: Instant): ComplianceFilter {
  return { slug: null, number: null, changeClass: null, language: null, method: null, grade: null, customerKind: null, partyKind: null, place: null, from: null, at, known: null };
}

/** Compares after every instant. */
export const ALL_RECORDED: Instant = "9999-12-31T23:59:59.999Z";

const KIND_OF = {
  accepted: "acceptance", deemed: "acceptance", declined: "decline", objected: "objection", given: "consent", refused: "refusal", withdrawn: "withdrawal",
} as const satisfies Record<AnsweredState, string>;

const METHODS: readonly ActLine["method"][] = ["click", "api", "deemed", "imported"];

/** Kinds and methods of the acts that make a state; a deemed acceptance is never among those accepted. */
export function actsOf(state: AnsweredState, { method }: Pick<ComplianceFilter, "method">): { kind: string; method: string }[] {
  const methods = METHODS.filter((each) => (state === "deemed") === (each === "deemed") && (method === null || method === each));
  return methods.map((each) => ({ kind: KIND_OF[state], method: each }));
}

/** The state that an answer of this kind and method makes. */
export function stateOf({ kind, method }: { kind: string; method: string }): AnsweredState | null {
  if (kind === "acceptance") return method === "deemed" ? "deemed" : "accepted";
  const found = Object.entries(KIND_OF).find(([, each]) => each === kind);
  return STATES.find((state): state is AnsweredState => state === found?.[0]) ?? null;
}

/** The versions that a filter means, with their agreements. */
export function versionsOf(histories: readonly AgreementHistory[], { slug, number, changeClass }: Pick<ComplianceFilter, "slug" | "number" | "changeClass">) {
  const meant = histories.filter((history) => slug === null || history.slug === slug);
  return meant.flatMap((history) => history.versions
    .filter((version) => (number === null || version.number === number) && (changeClass === null || version.changeClass === changeClass))
    .map((version) => ({ history, version })));
}
