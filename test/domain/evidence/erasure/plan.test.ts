import { expect, test } from "vitest";
import type { Ground } from "#app/domain/evidence/erasure/ground";
import { planErasure, planSha256, type ErasureFacts, type ErasurePlan, type KeptFact } from "#app/domain/evidence/erasure/plan";
import { openHolds, type OpenHold } from "#app/domain/evidence/erasure/hold";
import { DEFAULT_RETENTION } from "#app/domain/evidence/retention/retention";
import type { HoldRow } from "#db/schema/erasure";

const NOW = "2026-03-01T08:00:00.000Z";
const RUNNING: KeptFact = { kind: "evidence", what: "running", slug: "general-terms" };
const ENDED: KeptFact = { kind: "evidence", what: "period", slug: "general-terms", since: "2024-01-01T00:00:00.000Z" };
const OVER: KeptFact = { kind: "evidence", what: "period", slug: "general-terms", since: "2023-01-01T00:00:00.000Z" };
const DEVICE: KeptFact = { kind: "device", what: "period", slug: null, since: "2026-02-01T00:00:00.000Z" };
const HOLD: OpenHold = { id: "hld_1", reason: "dispute", untilAt: null, placedAt: NOW };

function planOf(facts: Partial<ErasureFacts>, { ground = "accountClosed", askedBy = "reader" }: { ground?: Ground; askedBy?: "reader" | "staff" } = {}): ErasurePlan {
  return planErasure({ ground, askedBy, facts: { holds: [], kept: [], ...facts }, rules: DEFAULT_RETENTION, countedFrom: NOW, now: NOW });
}

function outcomes({ lines }: ErasurePlan): Record<string, string> {
  return Object.fromEntries(lines.map(({ kind, outcome }) => [kind, outcome]));
}

test("who has nothing that must be kept is erased", () => {
  expect(planOf({})).toMatchObject({ outcome: "erased", untilAt: null, isEarliest: false });
  expect(planOf({ kept: [OVER] }).outcome).toBe("erased");
});

test("a period that runs restricts until its end, an agreement that runs until its period could end at the earliest", () => {
  expect(planOf({ kept: [ENDED] })).toMatchObject({ outcome: "restricted", untilAt: "2027-01-01T00:00:00.000Z", isEarliest: false });
  expect(planOf({ kept: [RUNNING, ENDED] })).toMatchObject({ outcome: "restricted", untilAt: "2029-03-01T08:00:00.000Z", isEarliest: true });
});

test("each kind of data has its own end, and some of them gone makes it partly erased", () => {
  const plan = planOf({ kept: [OVER, DEVICE] });
  expect(plan).toMatchObject({ outcome: "partly erased", untilAt: "2027-02-01T00:00:00.000Z" });
  expect(outcomes(plan)).toEqual({ access: "erased", profile: "erased", mails: "erased", evidence: "erased", device: "restricted" });
});

test("a hold keeps all but sessions, without a date where it has none", () => {
  const plan = planOf({ holds: [HOLD], kept: [OVER] });
  expect(plan).toMatchObject({ outcome: "restricted", untilAt: null });
  expect(outcomes(plan)).toEqual({ access: "erased", profile: "restricted", mails: "restricted", evidence: "restricted" });
  expect(planOf({ holds: [{ ...HOLD, untilAt: "2026-04-01T00:00:00.000Z" }] }).untilAt).toBe("2026-04-01T00:00:00.000Z");
});

test("what staff finds unlawful or the law demands goes before its period, but not against a hold; a reader's word alone does not", () => {
  expect(planOf({ kept: [RUNNING, DEVICE] }, { ground: "unlawful", askedBy: "staff" }).outcome).toBe("erased");
  expect(planOf({ kept: [RUNNING] }, { ground: "unlawful", askedBy: "reader" }).outcome).toBe("restricted");
  expect(planOf({ kept: [RUNNING] }, { ground: "purposeEnded", askedBy: "staff" }).outcome).toBe("restricted");
  expect(planOf({ holds: [HOLD], kept: [RUNNING] }, { ground: "legalDuty", askedBy: "staff" }).outcome).toBe("restricted");
});

test("the hash is the same for the same facts at another hour, and another for any other fact, ground or party", () => {
  const of = { requestId: "ers_1", partyId: "pty_1", ground: "accountClosed" } as const;
  const facts = { holds: [], kept: [RUNNING, DEVICE] };
  const later = planErasure({ ground: of.ground, askedBy: "reader", facts, rules: DEFAULT_RETENTION, countedFrom: NOW, now: "2026-03-05T00:00:00.000Z" });
  const hash = planSha256(of, planOf(facts));
  expect(planSha256(of, later)).toBe(hash);
  const others = [
    planSha256({ ...of, partyId: "pty_2" }, planOf(facts)),
    planSha256({ ...of, requestId: "ers_2" }, planOf(facts)),
    planSha256({ ...of, ground: "other" }, planOf(facts)),
    planSha256(of, planOf({ kept: [RUNNING] })),
    planSha256(of, planOf({ ...facts, holds: [HOLD] })),
    planSha256(of, planOf({ kept: [RUNNING, { ...DEVICE, since: "2026-02-02T00:00:00.000Z" }] })),
  ];
  expect(new Set([hash, ...others]).size).toBe(7);
});

test("a hold stands until it is lifted or over", () => {
  const row: HoldRow = {
    id: "hld_1", holdId: "hld_1", partyId: "pty_1", act: "placed", reason: "dispute", wordsSealed: "", untilAt: null, actorId: "usr_1", signInId: "sig_1",
    happenedAt: NOW, recordedAt: NOW,
  };
  expect(openHolds([row], NOW).map(({ id }) => id)).toEqual(["hld_1"]);
  expect(openHolds([row, { ...row, id: "hld_2", act: "lifted" }], NOW)).toEqual([]);
  expect(openHolds([{ ...row, untilAt: NOW }], NOW)).toEqual([]);
  expect(openHolds([{ ...row, reason: "a word of a later version" }], NOW)[0]?.reason).toBe("other");
});
