import type { Mail } from "#app/domain/notice/channels/outbox";
import type { Language } from "#app/messages/catalogue";
import { mails, type MailWords } from "#app/messages/mails";

type Envelope = { to: string; language: Language; publicUrl: string };

/** The mail that says these words to an address, signed by the portal. */
export function writeMail({ to, language, publicUrl }: Envelope, words: (texts: (typeof mails)[Language]) => MailWords): Mail {
  const { subject, paragraphs } = words(mails[language]);
  return { to, subject, text: [...paragraphs, `--\n${mails[language].signature(publicUrl)}`].join("\n\n") };
}
