import { expect, test } from "vitest";
import { previewPublication, stateOn } from "#app/domain/publication/drafting/preview.server";
import { withdrawVersion } from "#app/domain/publication/later/later-acts.server";
import { acceptTerms } from "#test/support/acceptance";
import { addActor, signInAgain } from "#test/support/actors";
import { approve, EARLIEST, edit, NOW, openDesk, publish, REWORDED, SAID, SLUG, submit } from "#test/support/drafting";
import { proposalOf } from "#test/support/proposal";
import { refusalOf } from "#test/support/refusal";
import { updateRows } from "#db/commit";

test("before the button: who will be asked, may be deemed, cannot be reached", async () => {
  const clauses = proposalOf().manifest.version.clauses.map((clause) => (clause.id === "c-6" ? { ...clause, flags: ["changeClause" as const] } : clause));
  const desk = await openDesk({ version: { clauses } });
  const { portal, editor, second, draftId } = desk;
  await acceptTerms(portal, editor);
  await acceptTerms(portal, second);
  await addActor(portal, "third", []);
  await portal.writer.commit({ steps: [
    updateRows("parties", { set: { customerKind: "consumer" }, where: { id: second.partyId } }),
    updateRows("accounts", { set: { addressConfirmedAt: NOW }, where: { id: editor.accountId } }),
  ] });
  expect(await refusalOf(() => previewPublication(portal, draftId))).toMatchObject({ code: "class-missing" });
  await edit(desk, [...REWORDED, SAID]);
  expect(await previewPublication(portal, draftId)).toEqual({ owing: 4, asked: 4, mayBeDeemed: 1, unreachable: 3 });
  await edit(desk, [{ op: "setVersion", changeClass: "editorial" }]);
  expect(await previewPublication(portal, draftId)).toEqual({ owing: 4, asked: 2, mayBeDeemed: 0, unreachable: 3 });
  await edit(desk, [{ op: "setVersion", changeClass: "essential" }, { op: "setAgreement", agreement: { ...proposalOf().manifest.agreement, audience: { who: "kind", kinds: ["consumer"] } } }]);
  expect(await previewPublication(portal, draftId)).toEqual({ owing: 1, asked: 1, mayBeDeemed: 0, unreachable: 1 });
});

test("the state on any day, as known today", async () => {
  const desk = await openDesk();
  await edit(desk, [...REWORDED, SAID]);
  await submit(desk);
  await approve(desk);
  await publish(desk);
  const number = async (at: string) => (await stateOn(desk.portal, { slug: SLUG, at })).inForce?.version.number ?? null;
  expect(await number("2025-12-31T00:00:00.000Z")).toBeNull();
  expect(await number("2026-03-31T15:59:59.999Z")).toBe(1);
  expect(await number(EARLIEST)).toBe(2);
  await withdrawVersion(desk.portal, { slug: SLUG, number: 2, actor: await signInAgain(desk.portal, desk.approver.accountId), reason: "too soon", notice: { "zh-CN": "不再变更。", en: "No change." } });
  expect(await number(EARLIEST)).toBe(1);
});
