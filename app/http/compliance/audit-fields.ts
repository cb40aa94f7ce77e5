/** What records of staff may be narrowed by, as it stands in the address of their page. */
export const AUDIT_FIELDS = ["person", "kind", "subject", "from", "until"] as const;
export type AuditField = (typeof AUDIT_FIELDS)[number];
export type AuditTyped = Record<AuditField, string>;
