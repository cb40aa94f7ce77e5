import { readOnwardPath } from "#app/http/return-path.server";
import type { Settings } from "#app/settings";

/** Pages to which a gate that has been passed leads back: they would lead in a circle. */
const GATES = /^\/(gate|accept)(\/|$)/;

/**
 * Where the gate leads on to: a path of this portal, or an address of the service that the settings name. Anything else, and what
 * leads back to the gate, is "/".
 */
export function readDestination(value: string | null, { serviceUrl }: Pick<Settings, "serviceUrl">): string {
  if (value === null) return "/";
  if (isOfService(value, serviceUrl)) return new URL(value).href;
  const path = readOnwardPath(value);
  return GATES.test(path.replace(/[?#].*/, "")) ? "/" : path;
}

function isOfService(value: string, serviceUrl: string | null): boolean {
  if (serviceUrl === null || value.length > 2000 || !URL.canParse(value)) return false;
  const { origin, username, password } = new URL(value);
  return origin === new URL(serviceUrl).origin && username === "" && password === "";
}

/** The gate's own address, from which one goes on to the destination once nothing more is asked. */
export function gatePath(destination: string): string {
  return destination === "/" ? "/gate" : `/gate?to=${encodeURIComponent(destination)}`;
}
