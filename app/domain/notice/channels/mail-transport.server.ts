import { randomBytes } from "node:crypto";
import { mkdir, open, rename } from "node:fs/promises";
import { join } from "node:path";
import { createTransport, type SendMailOptions } from "nodemailer";
import { sha256Of } from "#app/domain/digest";
import { bounceAddressOf } from "#app/domain/notice/reports/delivery-name.server";
import { mailFileEnd, mailFolder } from "#app/domain/notice/channels/mail-files.server";
import { composeMail, type OutgoingMail } from "#app/domain/notice/channels/mail-message.server";
import type { Settings } from "#app/settings";

/** What the mail server answered when it took a mail ("" for a folder), and the SHA-256 of the bytes that it took. */
export type HandedOver = { reply: string; messageSha256: string };

export type MailTransport = {
  /** Resolves when the mail server, or the folder, has taken the mail. Throws MailRefusedError when it never will. */
  send(mail: OutgoingMail): Promise<HandedOver>;
  close(): void;
};

/** The mail server refuses this recipient or this mail for good: another attempt would meet the same answer. */
export class MailRefusedError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "MailRefusedError";
  }
}

type MailSettings = Pick<Settings, "smtpUrl" | "mailFrom" | "mailBounce" | "publicUrl" | "dataDir">;

/** So many connections to the mail server at once; more mails wait for one of them. */
export const MAIL_CONNECTIONS = 5;

/** No attempt takes longer, so that a stuck mail server does not hold up the mails behind it, and a lease can outlast it. */
export const MAIL_ATTEMPT_MS = 90_000;

const POOL = { pool: true, maxConnections: MAIL_CONNECTIONS, maxMessages: 500, maxRequeues: 1 } as const;
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 60_000 };

/** Mails go to the mail server of the settings; without one they are written as files into the data folder. */
export function openMailTransport(settings: MailSettings): MailTransport {
  return settings.smtpUrl === null ? folderTransport(settings) : smtpTransport(settings, settings.smtpUrl);
}

function smtpTransport(settings: MailSettings, smtpUrl: string): MailTransport {
  const smtp = createTransport({ url: smtpUrl, ...POOL, ...TIMEOUTS, disableFileAccess: true, disableUrlAccess: true });
  return {
    async send(mail) {
      const raw = await composeMail(mail, { from: settings.mailFrom, publicUrl: settings.publicUrl });
      try {
        const { response } = await smtp.sendMail(enveloped(mail, raw, settings));
        return { reply: response, messageSha256: sha256Of(raw) };
      } catch (error) {
        throw isRefusal(error) ? new MailRefusedError(messageOf(error), { cause: error }) : error;
      }
    },
    close: () => smtp.close(),
  };
}

/** The bytes with their envelope. A delivery asks the mail server to report on it under its name (RFC 3461), where the server offers that. */
function enveloped({ to, deliveryName }: OutgoingMail, raw: Buffer, { mailFrom, mailBounce }: MailSettings): SendMailOptions {
  const from = mailBounce === null || deliveryName === undefined ? mailFrom : { name: "", address: bounceAddressOf(mailBounce, deliveryName) };
  const dsn = deliveryName === undefined ? {} : { dsn: { ret: "HDRS", envid: deliveryName, notify: ["SUCCESS", "FAILURE", "DELAY"] } };
  return { from, to: { name: "", address: to }, raw, ...dsn, ...{ signal: AbortSignal.timeout(MAIL_ATTEMPT_MS) } };
}

/**
 * Final is only what the server says of the recipient or of the mail itself (RFC 5321, 4.2.1), and an address that cannot be one. What it says of the
 * connection, the sign-in (530), the order of commands (503), the sender or the hour may pass, or be mended by the operator.
 */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error) || !("command" in error)) return false;
  if (error.code === "EENVELOPE" && error.command === "API") return true;
  const code = "responseCode" in error ? Number(error.responseCode) : 0;
  return (error.command === "RCPT TO" || error.command === "DATA") && code >= 500 && code !== 503 && code !== 530;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** One file per mail, named for its time and recipient; complete as soon as it has its name, and the same at a second attempt. */
function folderTransport(settings: MailSettings): MailTransport {
  const folder = mailFolder(settings);
  return {
    async send(mail) {
      const message = await composeMail(mail, { from: settings.mailFrom, publicUrl: settings.publicUrl });
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const time = mail.at.replaceAll(":", "-");
      const recipient = sha256Of(mail.to.toLowerCase()).slice(0, 8);
      await writeAtomically(join(folder, `${time}-${recipient}${mailFileEnd(mail.rowId)}`), message);
      return { reply: "", messageSha256: sha256Of(message) };
    },
    close: () => undefined,
  };
}

async function writeAtomically(path: string, bytes: Buffer): Promise<void> {
  const draft = `${path}.${randomBytes(4).toString("hex")}.part`;
  const file = await open(draft, "wx", 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}
