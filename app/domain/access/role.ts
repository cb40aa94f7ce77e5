import { z } from "zod";

/** What an account may do beyond reading and accepting, which everybody may. */
export const ROLES = ["editor", "approver", "auditor", "operator"] as const;
export type Role = (typeof ROLES)[number];

const rolesColumn = z.array(z.enum(ROLES));

/** Reads the column `accounts.rolesJson`. Throws on anything but an array of roles. */
export function parseRoles(json: string): Role[] {
  return rolesColumn.parse(JSON.parse(json));
}
