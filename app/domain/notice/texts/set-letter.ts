import type { NoticeText } from "#app/domain/notice/notice";
import { mailHtml } from "#app/domain/notice/texts/mail-html";
import { plainText } from "#app/domain/notice/texts/plain";
import type { Letter } from "#app/domain/notice/texts/letter";

/** Long subjects are cut by every mail program; this leaves them their meaning. */
const LONGEST_SUBJECT = 160;

/** A letter as it is stored and sent: plain text and HTML, each complete by itself. */
export function setLetter(letter: Letter): NoticeText {
  return { language: letter.language, subject: subjectLine(letter.subject), text: plainText(letter), html: mailHtml(letter) };
}

/** One line without control characters, whatever the title holds. Braces are kept from being filled in. */
function subjectLine(subject: string): string {
  const line = subject.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ").replaceAll("{{", "{ {").trim();
  return line.length <= LONGEST_SUBJECT ? line : `${line.slice(0, LONGEST_SUBJECT - 1).replace(/[\uD800-\uDBFF]$/, "").trimEnd()}…`;
}
