import { openMail } from "#app/domain/notice/channels/send.server";
import type { Mail } from "#app/domain/notice/channels/outbox";
import { signIn } from "#app/domain/access/sign-in.server";
import { signUp, type SignUp } from "#app/domain/access/sign-up.server";
import { readSession, type Session } from "#app/domain/access/session.server";
import type { Portal } from "#app/portal.server";

export const PASSWORD = "correct horse battery";

/** A sign-up with the usual values. */
export function signUpOf(changes: Partial<SignUp> = {}): SignUp {
  const usual = { address: "li.ming@example.com", password: PASSWORD, name: null, language: "en" } as const;
  return { ...usual, customerKind: "consumer", client: "192.0.2.1", ...changes };
}

/** A person who signed up and in: the session and the token that the browser would hold. */
export async function addPerson(portal: Portal, changes: Partial<SignUp> = {}): Promise<Session & { token: string }> {
  const input = signUpOf(changes);
  await signUp(portal, input);
  const { address, password, client } = input;
  const signedIn = await signIn(portal, { address, password, client, formerToken: null });
  if (signedIn.outcome !== "signed-in") throw new Error(`sign-in: ${signedIn.outcome}`);
  const session = await readSession(portal, signedIn.token);
  if (session === null) throw new Error("the session is not there");
  return { ...session, token: signedIn.token };
}

/** The mails in the outbox that are not sent, those of one instant in no order; `to` narrows them. */
export async function waitingMails(portal: Portal, to?: string): Promise<Mail[]> {
  const rows = await portal.db.selectFrom("outbox").where("sentAt", "is", null).orderBy("createdAt").selectAll().execute();
  const mails = await Promise.all(rows.map((row) => openMail(portal, row)));
  return mails.filter((mail) => mail !== null).filter((mail) => to === undefined || mail.to === to);
}

/** The secret of a link to `/<page>/…` among the mails to an address. */
export async function mailedToken(portal: Portal, { to, page }: { to: string; page: string }): Promise<string> {
  const texts = (await waitingMails(portal, to)).map(({ text }) => text);
  const tokens = texts.flatMap((text) => Array.from(text.matchAll(new RegExp(`/${page}/([\\w-]{43})`, "g")), ([, token]) => token ?? ""));
  const token = tokens.at(-1);
  if (token === undefined) throw new Error(`no link to ${page} was mailed to ${to}`);
  return token;
}

/** The subjects of the waiting mails, sorted. */
export async function waitingSubjects(portal: Portal, to?: string): Promise<string[]> {
  return (await waitingMails(portal, to)).map(({ subject }) => subject).toSorted();
}
