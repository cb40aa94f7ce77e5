import { createTransport, type SendMailOptions } from "nodemailer";
import { sha256Of } from "#app/domain/digest";
import type { Instant } from "#app/domain/instant";
import type { Mail } from "#app/domain/notice/channels/outbox";
import type { Language } from "#app/messages/catalogue";

/** A mail with what it is called by for good: one row gives the same bytes at each attempt. */
export type OutgoingMail = Mail & {
  /** The row that it comes from. */
  rowId: string;
  at: Instant;
  html?: string;
  language?: Language;
  /** Where its reader says that no more of this kind are wanted. */
  unsubscribeUrl?: string;
  /** Its delivery, as named outside. */
  deliveryName?: string;
};

const composer = createTransport({ streamTransport: true, buffer: true, newline: "windows", disableFileAccess: true, disableUrlAccess: true });

/** The bytes of a mail (RFC 5322), lines ending in CR LF. The same mail gives the same bytes. */
export async function composeMail(mail: OutgoingMail, { from, publicUrl }: { from: string; publicUrl: string }): Promise<Buffer> {
  const { message } = await composer.sendMail(composed(mail, { from, publicUrl }));
  if (!Buffer.isBuffer(message)) throw new Error("the mail was not composed in one piece");
  return message;
}

type Composed = SendMailOptions & { baseBoundary: string };

/** What is left to the library would differ from one composition to the next: date, name, boundary. Chinese is shortest, and written fastest, in base64. */
function composed(mail: OutgoingMail, { from, publicUrl }: { from: string; publicUrl: string }): Composed {
  const { to, subject, text, html, language, rowId, at, deliveryName = rowId } = mail;
  return {
    from,
    to: { name: "", address: to },
    subject,
    text,
    ...(html === undefined ? {} : { html }),
    date: new Date(at),
    messageId: `<${deliveryName}@${new URL(publicUrl).hostname}>`,
    ...(language === "zh-CN" ? { textEncoding: "base64" } : {}),
    baseBoundary: sha256Of(rowId).slice(0, 32),
    headers: headersOf(mail),
  };
}

function headersOf({ language, unsubscribeUrl }: OutgoingMail): Record<string, string> {
  return {
    "Auto-Submitted": "auto-generated",
    "X-Auto-Response-Suppress": "All",
    ...(language === undefined ? {} : { "Content-Language": language }),
    ...(unsubscribeUrl === undefined ? {} : unsubscribeHeaders(new URL(unsubscribeUrl))),
  };
}

/** By one click in the mail program (RFC 8058), which does so over https only. */
function unsubscribeHeaders({ href, protocol }: URL): Record<string, string> {
  return { "List-Unsubscribe": `<${href}>`, ...(protocol === "https:" ? { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" } : {}) };
}
