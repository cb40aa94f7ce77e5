import { readDelegation } from "#app/domain/access/delegation.server";
import type { PastAct } from "#app/domain/evidence/receipt/receipt.server";
import type { Portal } from "#app/portal.server";

/** The addresses, as granted, of those who made acts for an organisation, by the authority that they acted under. */
export async function readActors(portal: Pick<Portal, "db" | "keys">, acts: readonly PastAct[]): Promise<Map<string, string>> {
  const ids = new Set(acts.flatMap(({ act }) => act.delegationId ?? []));
  const told = await Promise.all(Array.from(ids, (id) => readDelegation(portal, id)));
  return new Map(told.flatMap((each) => (each?.granted ? [[each.id, each.granted.person.address] as const] : [])));
}
