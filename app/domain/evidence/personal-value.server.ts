import { isRemoved, type PersonalField } from "#app/domain/evidence/personal-value";
import type { Portal } from "#app/portal.server";
import { insertRow, type Step } from "#db/commit";

type Placed = { recordId: string; partyId: string; field: PersonalField };

/** The step that keeps a personal value beside its row, under the party's key; none for null. Throws when the key was destroyed. */
export async function valueSteps({ keys }: Pick<Portal, "keys">, { value, ...placed }: Placed & { value: string | null }): Promise<Step[]> {
  return value === null ? [] : [sealedStep(placed, await keys.seal(placed.partyId, placed.field, value))];
}

/** As valueSteps; none either of a party whose key was destroyed. */
export async function valueStepsUnlessErased({ keys }: Pick<Portal, "keys">, { value, ...placed }: Placed & { value: string | null }): Promise<Step[]> {
  const sealed = value === null ? null : await keys.sealUnlessErased(placed.partyId, placed.field, value);
  return sealed === null ? [] : [sealedStep(placed, sealed)];
}

function sealedStep({ recordId, partyId, field }: Placed, valueSealed: string): Step {
  return insertRow("personalValues", { recordId, field, partyId, valueSealed });
}

/** A personal value; null where there is none, it was removed, or its party may not be read. */
export function openValue({ keys }: Pick<Portal, "keys">, { partyId, field, sealed }: { partyId: string; field: PersonalField; sealed: string | null }): Promise<string | null> {
  return sealed === null || isRemoved(sealed) ? Promise.resolve(null) : keys.open(partyId, field, sealed);
}
