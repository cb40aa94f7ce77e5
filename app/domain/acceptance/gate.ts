import type { Deeming } from "#app/domain/acceptance/deeming";
import type { Missing } from "#app/domain/acceptance/deeming-finding";
import type { NextStanding, Standing } from "#app/domain/acceptance/standing";
import type { Instant } from "#app/domain/instant";
import type { ProofGrade } from "#app/domain/notice/proof";
import type { Version } from "#app/domain/publication/history";

/**
 * What a party meets at a visit, from the least to the most. "open": nothing. "announced": a change is shown and may be put
 * off. "ordinary": accept, decline or, where `continuing` says so, go on. "essential": accept or decline. "ask-owner":
 * something is asked that this actor may not answer for the party.
 */
export const GATE_KINDS = ["open", "announced", "ordinary", "essential", "ask-owner"] as const;
export type GateKind = (typeof GATE_KINDS)[number];

/** Why nothing is asked about a version. */
export type OpenCode =
  | "accepted" | "deemed" | "declined" | "objected" | "ended" | "not-asked" | "put-off"
  /** The data of the party may no longer be used: nothing can be recorded for it. */
  | "restricted" | "erased";

export type GateCode =
  | OpenCode
  /** Takes effect on `effectiveAt`; one may accept, object or put it off until then. */
  | "announced"
  /** In force for others; this party was told late, and its own period ends on `personalFrom`. */
  | "told-late"
  /** In force for others; no notice of it is proved to have reached this party yet. */
  | "not-reached"
  /** Nothing of the agreement was accepted yet. */
  | "first-asked"
  /** A change took effect; `continuing` tells whether going on using the service accepts it. */
  | "change-in-force"
  /** A change took effect that only a click accepts. */
  | "essential-in-force";

/** What pressing "continue to the service" records: acceptance by use, of the grade that is proved. */
export type Continuing = { effect: "deemed"; grade: ProofGrade };

/** What a party meets about one version. */
export type GateItem = {
  kind: GateKind;
  code: GateCode;
  agreementId: string;
  slug: string;
  version: Version;
  /** The gravest class of all that changed since the version that binds; "first" where nothing binds. */
  changeClass: Version["changeClass"];
  announcedAt: Instant;
  effectiveAt: Instant;
  /** Number of the version that goes on binding until another is accepted, and after a decline; null for none. */
  binds: number | null;
  /** Until when (not including) one may object; null where one may not, or no longer. */
  objectUntil: Instant | null;
  /** Null where going on is not offered as an answer. */
  continuing: Continuing | null;
  /** From when use may count for this party; null where it never will by itself. */
  personalFrom: Instant | null;
  /** Why use does not count (yet); empty where it does, or is not at issue. */
  missing: Missing[];
};

/** What a party meets over all agreements: the most that any of them asks. Items in order of precedence, open ones included. */
export type Gate = { kind: GateKind; items: GateItem[] };

/** One agreement as the gate needs it. `changes` and `deemings` are by version id. */
export type GateAgreement = {
  standing: Standing;
  changes: ReadonlyMap<string, Version["changeClass"]>;
  /** What a "continue" pressed now would come to, for a change in force that waits. */
  deemings: ReadonlyMap<string, Deeming>;
};

export type GateFacts = {
  agreements: readonly GateAgreement[];
  /** That the party's data may no longer be used; null otherwise. */
  lock: "restricted" | "erased" | null;
  /** Whether the actor may accept, object and leave for the party. */
  mayAnswer: boolean;
};

type Meeting = Pick<GateItem, "kind" | "code"> & Partial<Pick<GateItem, "objectUntil" | "continuing" | "personalFrom" | "missing">>;

/** Judges what a party meets. Only terms ask: consents have a page of their own and information asks nothing. */
export function gateFor({ agreements, lock, mayAnswer }: GateFacts): Gate {
  const met = agreements.filter(({ standing }) => standing.kind === "terms").flatMap((agreement) => [...currentItem(agreement), ...nextItems(agreement)]);
  const items = met.map((item) => (lock ? opened(item, lock) : item)).map((item) => (mayAnswer ? item : passedOn(item)));
  return { kind: mostOf(items), items };
}

/** The gate for one who put these versions off; only what is announced can be put off. */
export function withoutPutOff({ items }: Gate, versionIds: readonly string[]): Gate {
  const left = items.map((item) => (item.kind === "announced" && versionIds.includes(item.version.id) ? opened(item, "put-off") : item));
  return { kind: mostOf(left), items: left };
}

/** The versions that must be answered before one goes on: the set to offer at the gate. */
export function askedAtGate({ items }: Gate): GateItem[] {
  return items.filter(({ kind }) => kind === "ordinary" || kind === "essential");
}

function mostOf(items: readonly GateItem[]): GateKind {
  return GATE_KINDS.findLast((kind) => items.some((item) => item.kind === kind)) ?? "open";
}

function opened(item: GateItem, code: OpenCode): GateItem {
  return { ...item, kind: "open", code, objectUntil: null, continuing: null };
}

/** One who may not answer for the party is sent to its owner for what must be answered, and is shown the rest. */
function passedOn(item: GateItem): GateItem {
  const kind = item.kind === "ordinary" || item.kind === "essential" ? "ask-owner" : item.kind;
  return { ...item, kind, objectUntil: null, continuing: null };
}

/** The version in force. */
function currentItem({ standing, changes, deemings }: GateAgreement): GateItem[] {
  const { inForce } = standing;
  if (!inForce || inForce.effectiveAt === null) return [];
  const changeClass = changes.get(inForce.version.id) ?? inForce.version.changeClass;
  const met = meetCurrent(standing, { changeClass, deeming: deemings.get(inForce.version.id) ?? null });
  return [itemOf(standing, { version: inForce.version, announcedAt: inForce.announcedAt, effectiveAt: inForce.effectiveAt, changeClass }, met)];
}

function meetCurrent({ now, reason, binds }: Standing, { changeClass, deeming }: { changeClass: Version["changeClass"]; deeming: Deeming | null }): Meeting {
  if (now !== "required") return { kind: "open", code: openCode(now, reason.code) };
  if (!binds) return { kind: "essential", code: "first-asked" };
  if (changeClass === "essential" || changeClass === "first") return { kind: "essential", code: "essential-in-force" };
  if (!deeming) return { kind: "ordinary", code: "change-in-force" };
  if (deeming.outcome === "deemed") return { kind: "ordinary", code: "change-in-force", continuing: { effect: "deemed", grade: deeming.grade } };
  return meetUndeemed(deeming);
}

/** Where use could count for a party but for the notice, which came late or not at all, the change may wait as an announced one does. */
function meetUndeemed({ missing, from }: Extract<Deeming, { outcome: "not deemed" }>): Meeting {
  const codes = missing.map(({ code }) => code);
  const only = (...waiting: Missing["code"][]) => codes.length > 0 && codes.every((code) => waiting.includes(code));
  if (only("period-runs", "not-used")) return { kind: "announced", code: "told-late", personalFrom: from, missing };
  if (only("not-reached", "not-used", "proof-too-weak")) return { kind: "announced", code: "not-reached", missing };
  return { kind: "ordinary", code: "change-in-force", personalFrom: from, missing };
}

function openCode(now: Exclude<Standing["now"], "required">, reason: Standing["reason"]["code"]): OpenCode {
  if (now === "accepted" || now === "deemed" || now === "ended") return now;
  if (now === "declined") return reason === "objected" ? "objected" : "declined";
  return "not-asked";
}

function nextItems({ standing, changes }: GateAgreement): GateItem[] {
  return standing.next.map((next) => {
    const changeClass = changes.get(next.version.id) ?? next.version.changeClass;
    return itemOf(standing, { ...next, changeClass }, meetNext(next, standing.binds !== null));
  });
}

/** An announced change is shown to those whom a version binds; others are asked about the version in force, and see it there. */
function meetNext({ now, effectiveAt }: NextStanding, isBound: boolean): Meeting {
  if (now === "due" && isBound) return { kind: "announced", code: "announced", objectUntil: effectiveAt };
  if (now === "due" || now === "none") return { kind: "open", code: "not-asked", objectUntil: now === "none" && isBound ? effectiveAt : null };
  return { kind: "open", code: now };
}

function itemOf(standing: Standing, about: Pick<GateItem, "version" | "announcedAt" | "effectiveAt" | "changeClass">, met: Meeting): GateItem {
  const { agreementId, slug, binds } = standing;
  const { version, announcedAt, effectiveAt, changeClass } = about;
  const usual = { objectUntil: null, continuing: null, personalFrom: null, missing: [] };
  return { ...usual, agreementId, slug, version, announcedAt, effectiveAt, changeClass, binds: binds?.version.number ?? null, ...met };
}
