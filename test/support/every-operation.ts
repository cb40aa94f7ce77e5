import { accept } from "#app/domain/acceptance/accept.server";
import { answerConsent } from "#app/domain/acceptance/answer-consent.server";
import { decline } from "#app/domain/acceptance/decline.server";
import { grantRole, revokeRole } from "#app/domain/access/roles.server";
import type { Session } from "#app/domain/access/session.server";
import { startDraft } from "#app/domain/publication/drafting/drafts.server";
import { postponeVersion, withdrawVersion } from "#app/domain/publication/later/later-acts.server";
import { approveProposal, proposeClauseMark, proposeEnding } from "#app/domain/publication/later/proposals.server";
import { readSource } from "#app/domain/publication/files/source";
import { addTranslation, proposeTranslation } from "#app/domain/publication/later/translations.server";
import { updateRows } from "#db/commit";
import { CIRCUMSTANCES, openPurposes, publish, termsForm } from "#test/support/acceptance";
import { addActor, signInAgain } from "#test/support/actors";
import { approve, edit, publish as publishDraft, REWORDED, SAID, SLUG, submit, type Desk } from "#test/support/drafting";
import { addPerson } from "#test/support/people";
import type { TestPortal } from "#test/support/portal";

const SPOKEN = { "zh-CN": "依法院判决", en: "by judgment of a court" };
const PURPOSES = ["news", "survey"].map((code) => ({ code, title: { "zh-CN": code, en: code }, description: { "zh-CN": code, en: code } }));
const BETTER = "# General Terms\n\nWelcome!\n\n1. Scope\n\n1.1. These terms govern every service.\n\n1.2. Other terms may prevail.\n\n2. Changes\n\n2.1. Changes are announced 30 days ahead.\n";

/** The kinds of entries that playEvery leaves, in their order. */
export const EVERY_KIND = [
  "version.approved", "version.announced", "version.approved", "version.announced",
  "acceptance.click", "consent.given", "consent.withdrawn", "consent.refused",
  "version.approved", "version.announced", "notice.issued",
  "decline.made", "acceptance.click",
  "version.postponed", "notice.issued", "version.announced", "notice.issued", "version.withdrawn", "notice.issued",
  "translation.added",
  "clause.voided", "notice.issued", "undertaking.given", "notice.issued", "agreement.ended", "notice.issued",
  "role.granted", "role.revoked",
];

/** Does once each thing that leaves an entry of a person, a version or a role; gives the person. */
export async function playEvery(portal: TestPortal): Promise<Session> {
  await publish(portal);
  await publish(portal, { slug: "marketing", properties: { kind: "consent", audience: { who: "optional" }, purposes: PURPOSES } });
  const person = await addPerson(portal);
  await accept(portal, { ...(await termsForm(portal, person)), isTicked: true });
  await answerInTurn(portal, person);
  portal.clock.set("2026-03-01T07:30:00.000Z");
  const desk = await openDeskIn(portal);
  await review(desk);
  portal.clock.set("2026-03-02T07:30:00.000Z");
  await decline(portal, await termsForm(portal, person, { set: `${SLUG}@2` }));
  await accept(portal, { ...(await termsForm(portal, person, { set: `${SLUG}@2` })), isTicked: true });
  await moveAndWithdraw(desk);
  portal.clock.set("2026-03-06T07:30:00.000Z");
  await markAndEnd(desk);
  await changeRoles(portal, person);
  return person;
}

async function answerInTurn(portal: TestPortal, person: Session): Promise<void> {
  for (const [index, answer] of [[0, "give"], [0, "withdraw"], [1, "refuse"]] as const) {
    const token = (await openPurposes(portal, person))[index]?.token ?? "";
    await answerConsent(portal, { token, answer, actor: person, circumstances: CIRCUMSTANCES });
  }
}

async function openDeskIn(portal: TestPortal): Promise<Desk> {
  const editor = await addActor(portal, "editor", ["editor", "approver"]);
  const second = await addActor(portal, "second", ["editor"]);
  const approver = await addActor(portal, "approver", ["approver"]);
  return { portal, editor, second, approver, draftId: await startDraft(portal, { slug: SLUG, number: 1, actor: editor }) };
}

async function review(desk: Desk): Promise<void> {
  await edit(desk, [SAID, ...REWORDED]);
  await submit(desk);
  await approve(desk);
  await publishDraft(desk, null);
}

/** Later, then earlier (which announces anew), then not at all. */
async function moveAndWithdraw({ portal, approver }: Desk): Promise<void> {
  const change = async () => ({ slug: SLUG, number: 2, actor: await signInAgain(portal, approver.accountId), reason: "as Ms Li asked", notice: SPOKEN });
  await postponeVersion(portal, { ...(await change()), effectiveAt: "2026-05-20T00:00:00.000Z" });
  portal.clock.set("2026-03-03T07:30:00.000Z");
  await postponeVersion(portal, { ...(await change()), effectiveAt: "2026-05-10T00:00:00.000Z" });
  portal.clock.set("2026-03-04T07:30:00.000Z");
  await withdrawVersion(portal, await change());
}

async function markAndEnd({ portal, editor, approver }: Desk): Promise<void> {
  const fresh = await signInAgain(portal, approver.accountId);
  const translated = { slug: SLUG, number: 1, language: "en" };
  const proposed = await proposeTranslation(portal, { ...translated, source: readSource(Buffer.from(BETTER), "1.en.md"), actor: editor });
  if (proposed.outcome === "waiting") await addTranslation(portal, { ...translated, draftId: proposed.draftId, actor: fresh });
  for (const kind of ["void", "undertaking"] as const) {
    const mark = { kind, number: 1, clauseId: "c-4", parties: kind === "void" ? null : ["pty_other"], ground: SPOKEN, sinceAt: null };
    await approveProposal(portal, { id: await proposeClauseMark(portal, { slug: SLUG, actor: editor, mark }), actor: fresh });
  }
  const ending = { parties: null, ground: SPOKEN, refund: SPOKEN, dataUntil: null, effectiveAt: null };
  await approveProposal(portal, { id: await proposeEnding(portal, { slug: SLUG, actor: editor, ending }), actor: fresh });
}

async function changeRoles(portal: TestPortal, { accountId }: Session): Promise<void> {
  await portal.writer.commit({ steps: [updateRows("accounts", { set: { addressConfirmedAt: portal.now() }, where: { id: accountId } })] });
  const operator = await addActor(portal, "operator", ["operator"]);
  await grantRole(portal, operator, { accountId, role: "auditor", reason: "as Ms Li asked" });
  await revokeRole(portal, operator, { accountId, role: "auditor", reason: "Ms Li left" });
}
