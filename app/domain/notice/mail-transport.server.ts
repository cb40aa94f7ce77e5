import { randomBytes } from "node:crypto";
import { mkdir, open, rename } from "node:fs/promises";
import { join } from "node:path";
import { createTransport, type SendMailOptions } from "nodemailer";
import { sha256Of } from "#app/domain/digest";
import type { Instant } from "#app/domain/instant";
import { mailFileEnd, mailFolder } from "#app/domain/notice/mail-files.server";
import type { Mail } from "#app/domain/notice/outbox";
import type { Settings } from "#app/settings";

/** A mail with the outbox row it comes from, which gives it the same Message-ID at each attempt. */
export type OutgoingMail = Mail & { outboxId: string; at: Instant };

export type MailTransport = {
  /** Resolves when the mail server, or the folder, has taken the mail. Throws MailRefusedError when it never will. */
  send(mail: OutgoingMail): Promise<void>;
  close(): void;
};

/** The mail server refuses this recipient or this mail for good: another attempt would meet the same answer. */
export class MailRefusedError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "MailRefusedError";
  }
}

type MailSettings = Pick<Settings, "smtpUrl" | "mailFrom" | "publicUrl" | "dataDir">;

/** A stuck mail server must not hold up the mails behind it for long. */
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

/** Mails go to the mail server of the settings; without one they are written as files into the data folder. */
export function openMailTransport(settings: MailSettings): MailTransport {
  return settings.smtpUrl === null ? folderTransport(settings) : smtpTransport(settings, settings.smtpUrl);
}

function smtpTransport(settings: MailSettings, smtpUrl: string): MailTransport {
  const smtp = createTransport({ url: smtpUrl, ...TIMEOUTS, disableFileAccess: true, disableUrlAccess: true });
  return {
    async send(mail) {
      try {
        await smtp.sendMail(composed(settings, mail));
      } catch (error) {
        throw isRefusal(error) ? new MailRefusedError(messageOf(error), { cause: error }) : error;
      }
    },
    close: () => smtp.close(),
  };
}

/** Only the answer to the recipient is final; what the server says of the connection, the sign-in or the hour may pass. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error) || !("responseCode" in error)) return false;
  return error.code === "EENVELOPE" && Number(error.responseCode) >= 500;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** One file per mail, named for its time and recipient; complete as soon as it has its name. */
function folderTransport(settings: MailSettings): MailTransport {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: "windows" });
  const folder = mailFolder(settings);
  return {
    async send(mail) {
      const { message } = await composer.sendMail(composed(settings, mail));
      if (!Buffer.isBuffer(message)) throw new Error("the mail was not composed in one piece");
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const time = mail.at.replaceAll(":", "-");
      const recipient = sha256Of(mail.to.toLowerCase()).slice(0, 8);
      await writeAtomically(join(folder, `${time}-${recipient}${mailFileEnd(mail.outboxId)}`), message);
    },
    close: () => composer.close(),
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

function composed({ mailFrom, publicUrl }: MailSettings, { to, subject, text, outboxId, at }: OutgoingMail): SendMailOptions {
  return {
    from: mailFrom,
    to: { name: "", address: to },
    subject,
    text,
    date: new Date(at),
    messageId: `<${outboxId}@${new URL(publicUrl).hostname}>`,
    headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
  };
}
