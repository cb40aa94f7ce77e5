import { newId } from "#app/domain/ids";
import type { Portal } from "#app/portal.server";
import { insertRow, type Step } from "#db/commit";

const TOGETHER = 500;

type Population = { count: number; keyed?: number; confirmed?: number };

/**
 * So many people with addresses `person-0@example.com` … who never sign in. `keyed` says how many of them have a key: to the others no mail can be
 * written, and they take far less time to make; those with a key live in DE, the others in CN. `confirmed` says how many addresses are confirmed.
 */
export async function addPopulation(portal: Pick<Portal, "writer" | "keys" | "now">, { count, keyed = count, confirmed = count }: Population): Promise<void> {
  for (let from = 0; from < count; from += TOGETHER) {
    const people = Array.from({ length: Math.min(TOGETHER, count - from) }, (_, place) => from + place);
    const steps = await Promise.all(people.map((number) => personSteps(portal, { number, isKeyed: number < keyed, isConfirmed: number < confirmed })));
    await portal.writer.commit({ steps: [...steps.map(([party]) => party), ...steps.map(([, account]) => account)] });
  }
}

async function personSteps({ keys, now }: Pick<Portal, "keys" | "now">, { number, isKeyed, isConfirmed }: { number: number; isKeyed: boolean; isConfirmed: boolean }): Promise<[Step, Step]> {
  const at = now();
  const partyId = newId("pty", at);
  if (isKeyed) await keys.createPartyKey(partyId);
  const addressSealed = isKeyed ? await keys.seal(partyId, "accounts.address", `person-${number}@example.com`) : "v1.none";
  const language = number % 2 === 0 ? "zh-CN" : "en";
  return [
    insertRow("parties", { id: partyId, kind: "person", customerKind: "consumer", place: isKeyed ? "DE" : "CN", productsJson: "[]", nameSealed: null, createdAt: at }),
    insertRow("accounts", { id: newId("usr", at), partyId, addressSealed, addressConfirmedAt: isConfirmed ? at : null, passwordSealed: "v1.none", rolesJson: "[]", language, createdAt: at, closedAt: null }),
  ];
}
