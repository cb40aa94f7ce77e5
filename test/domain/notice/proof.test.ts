import fc from "fast-check";
import { expect, test } from "vitest";
import { firstProof, gradeOf, meetsGrade, PROOF_GRADES, type NoticeProof, type ProofGrade } from "#app/domain/notice/proof";
import { at } from "#test/support/builders";

function proof(channel: NoticeProof["channel"], state: NoticeProof["state"], on = "2026-03-01"): NoticeProof {
  return { noticeId: "ntc_1", channel, state, at: at(on) };
}

const TABLE: [name: string, proofs: NoticeProof[], grade: ProofGrade][] = [
  ["nothing is known", [], "F"],
  ["the notice stood on the site", [proof("site", "published")], "E"],
  ["the operator's own relay took the mail", [proof("mail", "handedOver")], "F"],
  ["the mail was delivered", [proof("mail", "delivered")], "D"],
  ["the webhook was delivered", [proof("webhook", "delivered")], "D"],
  ["the notice lies in the inbox", [proof("inbox", "delivered")], "D"],
  ["the notice was displayed", [proof("inbox", "displayed")], "C"],
  ["the notice was acknowledged", [proof("inbox", "acknowledged")], "B"],
  ["an image in the mail was loaded", [proof("mail", "displayed")], "F"],
  ["a machine acknowledged", [proof("webhook", "acknowledged")], "F"],
  ["the public site is no personal channel", [proof("site", "delivered")], "F"],
  ["the mail came back", [proof("mail", "delivered"), proof("mail", "bounced", "2026-03-02")], "F"],
  ["the mail came back, the site stood", [proof("site", "published"), proof("mail", "delivered"), proof("mail", "bounced", "2026-03-02")], "E"],
  ["the mail came back and was delivered again", [proof("mail", "delivered"), proof("mail", "bounced", "2026-03-02"), proof("mail", "delivered", "2026-03-03")], "D"],
  ["the mail came back, the notice was displayed", [proof("mail", "bounced"), proof("inbox", "displayed", "2026-03-02")], "C"],
];

test.each(TABLE)("the grade when %s", (_name, proofs, grade) => {
  expect(gradeOf(proofs)).toBe(grade);
});

test("a grade meets its minimum when it is the same or better, and no proof meets nothing", () => {
  expect(PROOF_GRADES.filter((grade) => meetsGrade(grade, "C"))).toEqual(["A", "B", "C"]);
  expect(PROOF_GRADES.filter((grade) => meetsGrade(grade, "F"))).toEqual(["A", "B", "C", "D", "E"]);
});

test("the first proof that meets the minimum is the earliest one, not the best one", () => {
  const proofs = [proof("inbox", "acknowledged", "2026-03-05"), proof("inbox", "displayed", "2026-03-04"), proof("mail", "delivered", "2026-03-02"), proof("site", "published")];
  expect(PROOF_GRADES.map((minimum) => firstProof(proofs, minimum)?.at.slice(0, 10))).toEqual([undefined, "2026-03-05", "2026-03-04", "2026-03-02", "2026-03-01", "2026-03-01"]);
});

test("a delivery that came back starts no period", () => {
  const proofs = [proof("mail", "delivered"), proof("mail", "bounced", "2026-03-02"), proof("inbox", "displayed", "2026-03-10")];
  expect(firstProof(proofs, "D")).toEqual(proofs[2]);
});

const someProof = fc.record({
  noticeId: fc.constantFrom("ntc_1", "ntc_2"),
  channel: fc.constantFrom("site" as const, "inbox" as const, "mail" as const, "webhook" as const),
  state: fc.constantFrom("published" as const, "handedOver" as const, "delivered" as const, "displayed" as const, "acknowledged" as const),
  at: fc.integer({ min: 1, max: 28 }).map((day) => at(`2026-03-${String(day).padStart(2, "0")}`)),
});
const bounce = someProof.map((one): NoticeProof => ({ ...one, state: "bounced" }));

test("more proof never lowers a grade nor makes the first proof later", () => {
  fc.assert(fc.property(fc.array(fc.oneof(someProof, bounce)), someProof, fc.constantFrom(...PROOF_GRADES), (proofs, more, minimum) => {
    const before = firstProof(proofs, minimum);
    const after = firstProof([...proofs, more], minimum);
    expect(PROOF_GRADES.indexOf(gradeOf([...proofs, more]))).toBeLessThanOrEqual(PROOF_GRADES.indexOf(gradeOf(proofs)));
    if (before) expect(after && after.at <= before.at).toBe(true);
  }));
});
