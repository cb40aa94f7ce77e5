import type { CaseFact, FactName } from "#app/domain/compliance/case/fact";
import type { Look } from "#app/domain/compliance/case/look.server";
import { readErasureState, type ErasureState } from "#app/domain/evidence/erasure/state.server";
import { openHolds, type OpenHold } from "#app/domain/evidence/erasure/hold";
import type { Portal } from "#app/portal.server";
import { findSubject, selectHolds } from "#db/erasure/erasure";

/** Who a case is about. `facts` are personal, and hidden until the case is unmasked. */
export type CasePerson = {
  partyId: string;
  accountId: string | null;
  facts: CaseFact[];
  state: ErasureState | null;
  holds: OpenHold[];
};

/** Who a case is about, with what holds its data and what was erased; nothing but the id for a party of which evidence alone is left. */
export async function readCasePerson({ db }: Pick<Portal, "db">, look: Look, partyId: string): Promise<CasePerson> {
  const subject = await findSubject(db, partyId);
  const personal = (name: FactName, field: string, value: string | null) => look.personal(name, { partyId, field, value });
  const facts = subject
    ? [...(await personal("person", "parties.name", subject.nameSealed)), ...(await personal("address", "accounts.address", subject.addressSealed))]
    : [];
  return {
    partyId, facts,
    accountId: subject?.accountId ?? null,
    state: await readErasureState({ db }, partyId),
    holds: openHolds(await selectHolds(db, partyId), look.now),
  };
}
