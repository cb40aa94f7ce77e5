import { z } from "zod";
import { LAWS } from "#app/domain/compliance/rules/law";
import { LANGUAGES } from "#app/messages/catalogue";

const port = z.coerce.number().int().min(0).max(65535);
const flag = z.enum(["yes", "no"]).transform((word) => word === "yes");

const WEBHOOK_SECRET_RULE = "whsec_ and base64 of 24 to 64 random bytes; during a change the new secret, a space and the old one";

/** A syslog server: transport, host and port. */
export const SYSLOG_ADDRESS = /^syslog:(udp|tcp):\/\/([\w.-]+|\[[\da-f:]+\]):(\d{1,5})$/;

const law = z.enum(LAWS, `each one of ${LAWS.join(", ")}`);

/** Every setting of the portal with its default; `.env.example` explains each. Checked once at start. */
const settingsSchema = z.object({
  PORT: port.default(3000),
  HOST: z.string().default("127.0.0.1"),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATA_DIR: z.string().min(1).default("data"),
  LEDGER_HEAD_FILE: z.string().min(1).optional(),
  CONTENT_DIR: z.string().min(1).default("content"),
  RETENTION_FILE: z.string().min(1).optional(),
  DECLARED_LAWS: z.string().transform((text) => text.split(/[\s,]+/).filter(Boolean)).pipe(z.array(law)).default([]),
  TIME_AUTHORITY_URL: z.url({ protocol: /^https?$/ }).refine(hasNoPassword, "an address without user name and password").optional(),
  TIME_AUTHORITY_CA_FILE: z.string().min(1).optional(),
  DEFAULT_LANGUAGE: z.enum(LANGUAGES).default("zh-CN"),
  SIGN_UP: flag.default(true),
  SESSION_HOURS: z.coerce.number().int().min(1).max(8760).default(336),
  SERVICE_URL: z.url({ protocol: /^https?$/ }).optional(),
  COPY_DAYS: z.coerce.number().int().min(1).max(366).default(30),
  DORMANT_DAYS: z.coerce.number().int().min(30).max(36_500).default(730),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().min(3).default("Concordat <concordat@localhost>"),
  MAIL_BOUNCE: z.string().regex(/^[\w.-]{1,20}@[\w.-]+$/, "a mail address of at most 20 letters before the @, without a plus sign").optional(),
  NOTICE_WEBHOOK_URL: z.url({ protocol: /^https?$/ }).refine(hasNoPassword, "an address without user name and password").optional(),
  NOTICE_WEBHOOK_SECRET: z.string().transform((text) => text.split(" ").filter(Boolean)).refine(isSigningKeys, WEBHOOK_SECRET_RULE).default([]),
  AUDIT_STREAM: z.string().refine(isAuditTarget, "a file path, syslog:udp://host:port or syslog:tcp://host:port").optional(),
  TRUSTED_PROXY_HOPS: z.coerce.number().int().min(0).max(10).default(0),
}).refine(({ NOTICE_WEBHOOK_URL: url, NOTICE_WEBHOOK_SECRET: secrets }) => url === undefined || secrets.length > 0, {
  path: ["NOTICE_WEBHOOK_SECRET"],
  message: `needed with NOTICE_WEBHOOK_URL: ${WEBHOOK_SECRET_RULE}`,
});

/**
 * By what the public address is known: set; the default, which is where a server without a setting is reached; or, for commands, by the record of the
 * server's last start, if any (own-address.server.ts).
 */
export type PublicUrlSource = "setting" | "default" | "record" | "unknown";

export type Settings = ReturnType<typeof readSettings>;

/** A setting that cannot be used; the message names each one and what it takes. */
export class SettingsError extends Error {}

/** Reads the settings from the environment. Empty values count as not given. Throws SettingsError. */
export function readSettings(environment: Record<string, string | undefined>) {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = settingsSchema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new SettingsError(`These settings cannot be used (see .env.example):\n${lines.join("\n")}`);
  }
  const s = parsed.data;
  return {
    port: s.PORT,
    host: s.HOST,
    publicUrl: (s.PUBLIC_URL ?? `http://localhost:${s.PORT}`).replace(/\/+$/, ""),
    publicUrlFrom: sourceOf(s.PUBLIC_URL),
    dataDir: s.DATA_DIR,
    ledgerHeadFile: s.LEDGER_HEAD_FILE ?? null,
    contentDir: s.CONTENT_DIR,
    retentionFile: s.RETENTION_FILE ?? null,
    laws: s.DECLARED_LAWS,
    timeAuthorityUrl: s.TIME_AUTHORITY_URL ?? null,
    timeAuthorityCaFile: s.TIME_AUTHORITY_CA_FILE ?? null,
    defaultLanguage: s.DEFAULT_LANGUAGE,
    isSignUpOpen: s.SIGN_UP,
    sessionHours: s.SESSION_HOURS,
    serviceUrl: s.SERVICE_URL ?? null,
    copyDays: s.COPY_DAYS,
    dormantDays: s.DORMANT_DAYS,
    smtpUrl: s.SMTP_URL ?? null,
    mailFrom: s.MAIL_FROM,
    mailBounce: s.MAIL_BOUNCE ?? null,
    noticeWebhookUrl: s.NOTICE_WEBHOOK_URL ?? null,
    noticeWebhookSecrets: s.NOTICE_WEBHOOK_SECRET,
    auditStream: s.AUDIT_STREAM ?? null,
    trustedProxyHops: s.TRUSTED_PROXY_HOPS,
  };
}

function sourceOf(publicUrl: string | undefined): PublicUrlSource {
  return publicUrl === undefined ? "default" : "setting";
}

function isAuditTarget(target: string): boolean {
  return !target.startsWith("syslog:") || SYSLOG_ADDRESS.test(target);
}

function hasNoPassword(address: string): boolean {
  const { username, password } = new URL(address);
  return username === "" && password === "";
}

/** Secrets as Standard Webhooks has them. */
function isSigningKeys(secrets: readonly string[]): boolean {
  return secrets.every((secret) => {
    const bytes = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret)?.[1];
    const length = Buffer.from(bytes ?? "", "base64").length;
    return length >= 24 && length <= 64;
  });
}
