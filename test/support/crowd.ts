import { newAccountSteps } from "#app/domain/access/new-account.server";
import { newSession } from "#app/domain/access/session.server";
import { newId } from "#app/domain/ids";
import type { Portal } from "#app/portal.server";
import { updateRows } from "#db/commit";

/** One of many who are signed in; `token` is what the browser keeps. */
export type Member = { partyId: string; accountId: string; token: string };

/** So many people with confirmed addresses, signed in; they have no password, since hashing one for each would take long. */
export async function addCrowd(portal: Pick<Portal, "writer" | "keys" | "settings" | "now">, count: number): Promise<Member[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => addMember(portal, index)));
}

async function addMember(portal: Pick<Portal, "writer" | "keys" | "settings" | "now">, index: number): Promise<Member> {
  const partyId = newId("pty", portal.now());
  await portal.keys.createPartyKey(partyId);
  const { accountId, steps } = await newAccountSteps(portal, {
    partyId,
    address: `member-${index}@example.com`,
    passwordHash: "none",
    name: null,
    customerKind: "consumer",
    language: "en",
    roles: [],
  });
  const { token, steps: opened } = newSession(portal, { accountId, method: "link" });
  const account = steps.filter((step) => step.op === "insert" && (step.table === "parties" || step.table === "accounts"));
  const confirmed = updateRows("accounts", { set: { addressConfirmedAt: portal.now() }, where: { id: accountId } });
  await portal.writer.commit({ steps: [...account, ...opened, confirmed] });
  return { partyId, accountId, token };
}
