import { isPersonalField, PERSONAL_FIELDS, REMOVED } from "#app/domain/evidence/personal-value";
import type { ErasurePlan, PlannedKind } from "#app/domain/evidence/erasure/plan";
import { removeMailFiles } from "#app/domain/notice/channels/mail-files.server";
import type { Portal } from "#app/portal.server";
import { deleteRows, updateRows, type Step } from "#db/commit";
import { DEVICE_TAGS, findSubject, selectHandedOver, selectMailIds, selectOpeningKeys, selectPersonalKeys } from "#db/erasure/erasure";

type Removing = Pick<Portal, "db" | "writer" | "settings" | "now">;

/** The steps with which nobody is signed in to the account of a party any more, nor can be. May be repeated. */
export async function closingSteps({ db, now }: Pick<Portal, "db" | "now">, partyId: string): Promise<Step[]> {
  const subject = await findSubject(db, partyId);
  if (!subject?.accountId) return [];
  const { accountId } = subject;
  return [
    updateRows("accounts", { set: { closedAt: now() }, where: { id: accountId, closedAt: null } }),
    deleteRows("sessions", { where: { accountId } }),
    deleteRows("links", { where: { accountId } }),
  ];
}

/** Removes what a plan lets go while the rest stays, and keeps what is left in the outbox from being sent. May be repeated. */
export async function removePlanned(portal: Removing, partyId: string, plan: ErasurePlan): Promise<void> {
  const gone = plan.lines.filter(({ outcome }) => outcome === "erased").map(({ kind }) => kind);
  if (gone.includes("mails")) await removeMails(portal, partyId);
  const openings = await openingsOf(portal, partyId, gone);
  const values = (await selectPersonalKeys(portal.db, partyId)).filter(({ field }) => isPersonalField(field) && gone.includes(PERSONAL_FIELDS[field]));
  const unsent = await unsentSteps(portal, partyId);
  await portal.writer.commit({
    steps: [
      ...unsent,
      updateRows("outbox", { set: { nextAttemptAt: null }, where: { partyId } }),
      ...(gone.includes("profile") ? [updateRows("parties", { set: { nameSealed: null }, where: { id: partyId } })] : []),
      ...(gone.includes("device") ? [deleteRows("actCircumstances", { where: { partyId } })] : []),
      ...openings.map(({ recordId, tag }) => deleteRows("openings", { where: { recordId, tag } })),
      ...values.map(({ recordId, field }) => updateRows("personalValues", { set: { valueSealed: REMOVED }, where: { recordId, field } })),
    ],
  });
}

/** Removes every personal value of a party whose key is destroyed, and empties what stays. May be repeated. */
export async function removeAll(portal: Removing, partyId: string): Promise<void> {
  await removeMails(portal, partyId);
  await portal.writer.commit({
    steps: [
      ...(await closingSteps(portal, partyId)),
      ...(await unsentSteps(portal, partyId)),
      deleteRows("noticeChoices", { where: { partyId } }),
      deleteRows("actCircumstances", { where: { partyId } }),
      deleteRows("openings", { where: { partyId } }),
      deleteRows("personalValues", { where: { partyId } }),
      updateRows("parties", { set: { nameSealed: null, place: null, productsJson: "[]" }, where: { id: partyId } }),
      updateRows("accounts", { set: { addressSealed: "", passwordSealed: "" }, where: { partyId } }),
    ],
  });
}

/** No notice is handed over any more, and nobody is asked to see to one. */
async function unsentSteps({ db }: Pick<Portal, "db">, partyId: string): Promise<Step[]> {
  const deliveryIds = await selectHandedOver(db, partyId);
  return [deleteRows("deliveryTasks", { where: { partyId } }), ...deliveryIds.map((deliveryId) => deleteRows("deliveryQueue", { where: { deliveryId } }))];
}

/** The files go first: their names are told by the rows. */
async function removeMails({ db, writer, settings }: Removing, partyId: string): Promise<void> {
  await removeMailFiles(settings, [...(await selectMailIds(db, partyId)), ...(await selectHandedOver(db, partyId))]);
  await writer.commit({ steps: [deleteRows("outbox", { where: { partyId } })] });
}

/** What opens the commitments to values of these kinds. */
export async function openingsOf({ db }: Pick<Portal, "db">, partyId: string, kinds: readonly PlannedKind[]) {
  const keys = await selectOpeningKeys(db, partyId);
  return keys.filter((key) => kinds.includes(kindOf(key)));
}

function kindOf({ recordId, tag }: { recordId: string; tag: string }): PlannedKind {
  if (DEVICE_TAGS.includes(tag)) return "device";
  if (recordId.startsWith("dle_")) return "notices";
  const isWord = recordId.startsWith("qst_") || recordId.startsWith("oba_") || (recordId.startsWith("obj_") && tag === "reason");
  return isWord ? "correspondence" : "evidence";
}
