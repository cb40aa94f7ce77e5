import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { answerConsent } from "#app/domain/acceptance/answer-consent.server";
import { objectTo } from "#app/domain/acceptance/object.server";
import type { Session } from "#app/domain/access/session.server";
import { openExport } from "#app/domain/compliance/export/bytes.server";
import type { MadeExport } from "#app/domain/compliance/export/made.server";
import type { ExportOrder } from "#app/domain/compliance/export/order";
import { answerQuestion, askQuestion } from "#app/domain/evidence/explanations/explanations.server";
import { importAcceptances } from "#app/domain/evidence/import/import-acceptances.server";
import { recordDelivery } from "#app/domain/notice/delivery/events.server";
import { fanOutWaiting } from "#app/domain/notice/delivery/fan-out.server";
import { writeVerifierKey } from "#app/ledger/note";
import type { Portal } from "#app/portal.server";
import { updateRows } from "#db/commit";
import { acceptTerms, CIRCUMSTANCES, openPurposes, publish } from "#test/support/acceptance";
import { addActor, signInAgain } from "#test/support/actors";
import { announceChange, display, EFFECTIVE_AT, flagged, use } from "#test/support/deeming";
import { approveNow, askByLaw } from "#test/support/erasure";
import { makeExport } from "#test/support/exported";
import { addPerson } from "#test/support/people";
import { openTestPortal, type TestPortal } from "#test/support/portal";
import { temporaryFolder } from "#test/support/store";

/** What no masked bag may hold. */
export const PERSONAL = ["li.ming@example.com", "李明", "wang.fang@example.com", "王芳", "zhao.lei@example.com", "zhang.wei@example.com", "Ms Li", "too dear for me", CIRCUMSTANCES.address, CIRCUMSTANCES.agent];

export type Case = { portal: TestPortal; auditor: Session; operator: Session; li: Session; erased: Session; versionId: string };

const PURPOSE = { code: "news", title: { "zh-CN": "新闻", en: "News" }, description: { "zh-CN": "新闻", en: "News" } };

/**
 * Li accepted by a click, gave a consent, was shown the change, asked about it and was answered, and used the service; Wang accepted and was erased; Zhao objected;
 * Zhang's acceptance was brought in from earlier records.
 */
export async function openCase(settings: Record<string, string> = {}): Promise<Case> {
  const portal = await openTestPortal({ at: "2026-01-01", settings: { SESSION_HOURS: "8760", ...settings } });
  await publish(portal, { version: { clauses: flagged() } });
  await publish(portal, { slug: "marketing", properties: { kind: "consent", audience: { who: "optional" }, purposes: [PURPOSE] } });
  await bringIn(portal);
  portal.clock.set("2026-01-05T08:00:00Z");
  const li = await person(portal, "li.ming", "李明");
  const erased = await person(portal, "wang.fang", "王芳");
  const zhao = await person(portal, "zhao.lei", null);
  const [purpose] = await openPurposes(portal, li);
  await answerConsent(portal, { token: purpose?.token ?? "", answer: "give", actor: li, circumstances: CIRCUMSTANCES });
  await portal.writer.commit({ steps: [updateRows("accounts", { set: { addressConfirmedAt: portal.now() }, where: { id: li.accountId } })] });
  const { versionId, noticeId } = await announceChange(portal);
  await arriveByMail(portal, li, noticeId);
  await display(portal, { partyId: li.partyId, noticeId });
  await objectTo(portal, zhao, { versionId, reason: "too dear for me", circumstances: CIRCUMSTANCES });
  await askAndAnswer(portal, li);
  await askAndAnswer(portal, erased);
  portal.clock.set(EFFECTIVE_AT);
  await use(portal, li);
  await fanOutWaiting(portal);
  const operator = await addActor(portal, "operator", ["operator"]);
  const auditor = await addActor(portal, "auditor", ["auditor"]);
  await approveNow(portal, await askByLaw(portal, erased, operator), auditor);
  return { portal, auditor, operator, li, erased, versionId };
}

/** The relay reports that the mail came to its address. */
async function arriveByMail({ db, ...portal }: Portal, { partyId }: Session, noticeId: string): Promise<void> {
  const { id } = await db.selectFrom("deliveries").select("id").where("partyId", "=", partyId).where("noticeId", "=", noticeId).where("channel", "=", "mail").executeTakeFirstOrThrow();
  await recordDelivery({ db, ...portal }, { deliveryId: id, state: "delivered", source: "dsn" });
}

async function person(portal: Portal, name: string, called: string | null): Promise<Session & { token: string }> {
  const added = await addPerson(portal, { address: `${name}@example.com`, name: called, customerKind: "business" });
  await acceptTerms(portal, added);
  return added;
}

async function bringIn(portal: Portal): Promise<void> {
  const text = "email,reference,version,happened_at,method,unknown\nzhang.wei@example.com,,1,2024-05-01T08:00:00Z,box ticked,browser\n";
  async function* open() {
    yield await Promise.resolve(Buffer.from(text));
  }
  await importAcceptances(portal, { slug: "general-terms", format: "csv", source: "old portal", open, actorId: "installation" });
}

async function askAndAnswer(portal: Portal, actor: Session): Promise<void> {
  const asked = await askQuestion(portal, {
    slug: "general-terms", number: "1", clauseId: "c-2", language: "en", actor, channel: "reading", question: "Does this concern me, Ms Li?", formKey: actor.partyId,
  });
  if (asked.outcome !== "asked") throw new Error(asked.outcome);
  const editor = await addActor(portal, `editor-${actor.partyId.slice(-4)}`, ["editor"]);
  await answerQuestion(portal, { questionId: asked.id, follows: "", answer: "Yes, Ms Li, it does.", publicQuestion: "", actor: editor });
}

/** A bag that needs no second person, on record. */
export async function makeBag({ portal, auditor }: Pick<Case, "portal" | "auditor">, changes: Partial<ExportOrder> = {}): Promise<MadeExport> {
  const fresh = await signInAgain(portal, auditor.accountId);
  return makeExport(portal, { ...fresh, roles: ["auditor"] }, { dataSet: "evidence", format: "bag", reason: "a court asks", ...changes });
}

/** The ZIP file of a bag in a folder of its own, unpacked beside it by another program, and the operator's key. */
export async function unpackBag(portal: Portal, made: MadeExport): Promise<{ folder: string; zip: string; bag: string }> {
  const folder = await temporaryFolder();
  const zip = join(folder, "bag.zip");
  const pieces: Uint8Array[] = [];
  for await (const piece of await openExport(portal, made)) pieces.push(piece);
  await writeFile(zip, Buffer.concat(pieces));
  await writeFile(join(folder, "ledger.vkey"), portal.ledger.keys().map((key) => `${writeVerifierKey(key)}\n`).join(""));
  await mkdir(join(folder, "out"));
  await said(folder, "python3 -m zipfile -e bag.zip out");
  return { folder, zip, bag: join(folder, "out", `evidence-${made.id}`) };
}

/** What a shell says in the folder, its complaints included. */
export function said(folder: string, commands: string): Promise<string> {
  return new Promise((done) => {
    execFile("bash", ["-c", commands], { cwd: folder, maxBuffer: 2 ** 26 }, (_error, out, err) => done(out + err));
  });
}
