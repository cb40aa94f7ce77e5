import type { Role } from "#app/domain/access/role";
import { recordTurnedAway } from "#app/domain/publication/refused.server";
import type { Exchange } from "#app/http/context";
import type { Viewer } from "#app/http/viewer.server";

/** Whether a person has one of the roles that a desk of staff is for. That they have none is on record before they are told. */
export async function isAdmitted(exchange: Exchange, viewer: Pick<Viewer, "accountId" | "roles">, wanted: readonly Role[]): Promise<boolean> {
  if (wanted.some((role) => viewer.roles.includes(role))) return true;
  await recordTurnedAway(exchange.context.portal, { actor: viewer, wanted, ...placeOf(new URL(exchange.request.url)) });
  return false;
}

const WORD = /^[a-z][a-z.-]*$/;
const ID = /^[a-z]{3}_[0-9a-z]{26}$/;

/** The desk that an address leads to, and the ids that stand in it: nothing else of an address is kept, as anything may be typed there. */
function placeOf({ pathname }: URL): { desk: string; subject: string } {
  const parts = pathname.toLowerCase().split("/").filter((part) => part !== "");
  const desk = `/${parts.slice(0, 2).filter((part) => WORD.test(part)).join("/")}`.slice(0, 80);
  return { desk, subject: [desk, ...parts.filter((part) => ID.test(part))].join(" ").slice(0, 200) };
}
