import type { KeptKind } from "#app/domain/evidence/retention/retention";

/** The personal values of rows of evidence, by table and what they are, each with the kind of data whose period it has. */
export const PERSONAL_FIELDS = {
  "importedActs.row": "evidence",
  "delegations.detail": "evidence",
  "deliveryEvents.address": "notices",
  "deliveryEvents.detail": "notices",
  "questions.question": "correspondence",
  "explanations.answer": "correspondence",
  "objections.reason": "correspondence",
  "objectionAnswers.reason": "correspondence",
  "readerComments.body": "correspondence",
  "commentAnswers.answer": "correspondence",
} as const satisfies Record<string, KeptKind>;
export type PersonalField = keyof typeof PERSONAL_FIELDS;

export function isPersonalField(name: string): name is PersonalField {
  return name in PERSONAL_FIELDS;
}

/** What stands in the place of a value that was removed at the end of its period. */
export const REMOVED = "";

/** Whether a value was there and was removed at the end of its period. */
export function isRemoved(sealed: string | null): boolean {
  return sealed === REMOVED;
}
