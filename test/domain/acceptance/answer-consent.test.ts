import { expect, test } from "vitest";
import { accept } from "#app/domain/acceptance/accept.server";
import { answerConsent } from "#app/domain/acceptance/answer-consent.server";
import type { ConsentAnswer } from "#app/domain/acceptance/offered-set";
import type { Session } from "#app/domain/access/session.server";
import { CIRCUMSTANCES, openPurposes, publish, termsForm } from "#test/support/acceptance";
import { addPerson } from "#test/support/people";
import { openTestPortal, type TestPortal } from "#test/support/portal";
import { countRows } from "#test/support/rows";

const PURPOSES = ["news", "usage"].map((code) => ({ code, title: { "zh-CN": code, en: code }, description: { "zh-CN": code, en: code } }));

async function openWithConsent(): Promise<{ portal: TestPortal; person: Session }> {
  const portal = await openTestPortal({ at: "2026-01-01" });
  await publish(portal, { slug: "marketing", properties: { kind: "consent", audience: { who: "optional" }, noticeDays: 0, purposes: PURPOSES } });
  return { portal, person: await addPerson(portal) };
}

async function screenOf(portal: TestPortal, person: Session, code = "news") {
  const found = (await openPurposes(portal, person)).find(({ standing }) => standing.purpose.code === code);
  if (!found) throw new Error(`no screen for ${code}`);
  return found;
}

async function press(portal: TestPortal, person: Session, answer: ConsentAnswer) {
  const { token } = await screenOf(portal, person);
  return answerConsent(portal, { token, answer, actor: person, circumstances: CIRCUMSTANCES });
}

test("each purpose has its own screen, presentation and record", async () => {
  const { portal, person } = await openWithConsent();
  const open = await openPurposes(portal, person);
  expect(open.map(({ standing }) => standing.purpose.code)).toEqual(["news", "usage"]);
  expect((await countRows(portal.db)).presentations).toBe(2);
  await press(portal, person, "give");
  const states = (await openPurposes(portal, person)).map(({ standing }) => standing.state);
  expect(states).toEqual(["given", "open"]);
});

test("opening the page again writes nothing", async () => {
  const { portal, person } = await openWithConsent();
  await openPurposes(portal, person);
  const before = await countRows(portal.db);
  await openPurposes(portal, person);
  expect(await countRows(portal.db)).toEqual(before);
});

test("giving, withdrawing and giving again are a chain of records, all kept", async () => {
  const { portal, person } = await openWithConsent();
  const acts = [];
  for (const answer of ["give", "withdraw", "give"] as const) acts.push(await press(portal, person, answer));
  expect(acts.map((act) => [act.outcome, "kind" in act && act.kind])).toEqual([["recorded", "consent"], ["recorded", "withdrawal"], ["recorded", "consent"]]);
  const ids = acts.map((act) => ("actId" in act ? act.actId : ""));
  const lines = await portal.db.selectFrom("actLines").select(["actId", "followsActId", "purpose"]).execute();
  expect(ids.map((id) => lines.find(({ actId }) => actId === id)?.followsActId)).toEqual(["", ids[0], ids[1]]);
  expect(lines.every(({ purpose }) => purpose === "news")).toBe(true);
});

test("an explicit no is stored as a no", async () => {
  const { portal, person } = await openWithConsent();
  expect(await press(portal, person, "refuse")).toMatchObject({ outcome: "recorded", kind: "refusal" });
  expect((await screenOf(portal, person)).standing.state).toBe("refused");
});

test.each(["give", "refuse"] as const)("pressing twice at once (%s) is one record", async (answer) => {
  const { portal, person } = await openWithConsent();
  const { token } = await screenOf(portal, person);
  const input = { token, answer, actor: person, circumstances: CIRCUMSTANCES };
  const pressed = await Promise.all([answerConsent(portal, input), answerConsent(portal, input), answerConsent(portal, input)]);
  expect(pressed.map(({ outcome }) => outcome).toSorted()).toEqual(["already so", "already so", "recorded"]);
  expect(new Set(pressed.map((each) => "actId" in each && each.actId)).size).toBe(1);
});

test("giving and refusing at once leaves one of them, and shows the other person's tab what stands", async () => {
  const { portal, person } = await openWithConsent();
  const { token } = await screenOf(portal, person);
  const pressed = await Promise.all((["give", "refuse"] as const).map((answer) => answerConsent(portal, { token, answer, actor: person, circumstances: CIRCUMSTANCES })));
  expect(pressed.map(({ outcome }) => outcome).toSorted()).toEqual(["changed", "recorded"]);
});

test("a withdrawal from two tabs is one record", async () => {
  const { portal, person } = await openWithConsent();
  await press(portal, person, "give");
  const english = await screenOf(portal, person);
  const chinese = (await openPurposes(portal, person, "zh-CN"))[0];
  const tokens = [english.token, chinese?.token ?? ""];
  const pressed = await Promise.all(tokens.map((token) => answerConsent(portal, { token, answer: "withdraw", actor: person, circumstances: CIRCUMSTANCES })));
  expect(pressed.map(({ outcome }) => outcome).toSorted()).toEqual(["already so", "recorded"]);
});

test("an old tab cannot give back what was withdrawn elsewhere", async () => {
  const { portal, person } = await openWithConsent();
  const old = await screenOf(portal, person);
  const input = { token: old.token, answer: "give" as const, actor: person, circumstances: CIRCUMSTANCES };
  await answerConsent(portal, input);
  await press(portal, person, "withdraw");
  expect(await answerConsent(portal, input)).toEqual({ outcome: "changed" });
  expect((await screenOf(portal, person)).standing.state).toBe("withdrawn");
});

test("a withdrawal is not held up by a new version; giving is", async () => {
  const { portal, person } = await openWithConsent();
  await press(portal, person, "give");
  const withdrawing = await screenOf(portal, person);
  const giving = await screenOf(portal, person, "usage");
  portal.clock.set("2026-01-01T10:00:00Z");
  await publish(portal, {
    slug: "marketing",
    number: 2,
    properties: { kind: "consent", audience: { who: "optional" }, noticeDays: 0, purposes: PURPOSES },
    texts: { "zh-CN": "# 同意书\n\n1. 新\n", en: "# Consent\n\n1. New\n" },
  });
  portal.clock.set("2026-01-01T20:00:00Z");
  const common = { actor: person, circumstances: CIRCUMSTANCES };
  expect(await answerConsent(portal, { token: giving.token, answer: "give", ...common })).toEqual({ outcome: "changed" });
  expect(await answerConsent(portal, { token: withdrawing.token, answer: "withdraw", ...common })).toMatchObject({ outcome: "recorded" });
});

test("an answer that the screen did not offer is not taken", async () => {
  const { portal, person } = await openWithConsent();
  expect(await press(portal, person, "withdraw")).toEqual({ outcome: "changed" });
  expect((await countRows(portal.db)).acts).toBe(0);
});

test("a consent never shares a token with terms", async () => {
  const { portal, person } = await openWithConsent();
  await publish(portal);
  const terms = await termsForm(portal, person);
  const consent = await screenOf(portal, person);
  expect(await answerConsent(portal, { ...terms, answer: "give" })).toEqual({ outcome: "not yours" });
  expect(await accept(portal, { ...terms, token: consent.token, isTicked: true })).toEqual({ outcome: "not yours" });
});

test("the token of another person gives nothing", async () => {
  const { portal, person } = await openWithConsent();
  const other = await addPerson(portal, { address: "wang.fang@example.com" });
  const { token } = await screenOf(portal, person);
  expect(await answerConsent(portal, { token, answer: "give", actor: other, circumstances: CIRCUMSTANCES })).toEqual({ outcome: "not yours" });
});
