/** Why a person is erased. A reader may name the first three or the last; the law or a wrong is for staff to find. */
export const GROUNDS = ["accountClosed", "consentWithdrawn", "purposeEnded", "unlawful", "legalDuty", "other"] as const;
export type Ground = (typeof GROUNDS)[number];
export const READER_GROUNDS = ["accountClosed", "consentWithdrawn", "purposeEnded", "other"] as const satisfies readonly Ground[];

export function isGround(text: string): text is Ground {
  return GROUNDS.some((ground) => ground === text);
}
