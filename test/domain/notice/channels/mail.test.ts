import { expect, test } from "vitest";
import { writeMail } from "#app/domain/notice/channels/mail";
import { LANGUAGES } from "#app/messages/catalogue";
import { mails } from "#app/messages/mails";

const LINK = "https://terms.example.com/confirm/abc_def-123";
const VALUES = {
  link: LINK, signIn: LINK, reset: LINK, former: "old@example.com", next: "new@example.com", organisation: "Example Ltd", owner: "owner@example.com",
  title: "General Terms", version: 2, answer: "keep" as const,
  until: "1 May 2026", reason: "The former version stays for you.", dataUntil: "2026-05-01T00:00:00.000Z", ended: [{ title: "General Terms", number: 2, surviving: ["3.5"] }],
};
const KINDS = [
  "confirm", "alreadySignedUp", "reset", "passwordChanged", "confirmChange", "changeAsked", "changeTaken", "addressChanged",
  "invited", "authorityRevoked", "commentAnswered", "left", "erasureAsked",
] as const;
/** Mails that ask for nothing. */
const WITHOUT_LINK: readonly string[] = ["addressChanged", "authorityRevoked"];

test("the list of mails below is whole", () => {
  expect(Object.keys(mails.en).toSorted()).toEqual([...KINDS, "signature"].toSorted());
});

test.each(LANGUAGES.flatMap((language) => KINDS.map((kind) => [language, kind] as const)))(
  "in %s the mail %s has a short subject, links that stand alone, and says who sent it",
  (language, kind) => {
    const mail = writeMail({ to: "li@example.com", language, publicUrl: "https://terms.example.com" }, (texts) => texts[kind](VALUES));
    const paragraphs = mail.text.split("\n\n");
    expect(mail.subject.length).toBeLessThan(60);
    expect(paragraphs.filter((paragraph) => paragraph.includes(LINK)).every((paragraph) => paragraph === LINK)).toBe(true);
    expect(paragraphs.includes(LINK)).toBe(!WITHOUT_LINK.includes(kind));
    expect(paragraphs.at(-1)).toContain("https://terms.example.com");
  },
);
