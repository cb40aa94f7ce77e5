import { crowd, DEMO_PASSWORD, LEADS, type DemoPerson } from "#app/cli/demo/cast";
import { announceThirdVersion } from "#app/cli/demo/third-version";
import { findAccount } from "#app/domain/access/holder.server";
import { hashPassword } from "#app/domain/access/password-hash.server";
import { newSession, readSession, type Session } from "#app/domain/access/session.server";
import { makeAccount } from "#app/domain/access/sign-up.server";
import { accept } from "#app/domain/acceptance/accept.server";
import { answerConsent } from "#app/domain/acceptance/answer-consent.server";
import { openConsents } from "#app/domain/acceptance/consents.server";
import { decline } from "#app/domain/acceptance/decline.server";
import { openPresentation } from "#app/domain/acceptance/open-presentation.server";
import { plusMilliseconds, type Instant } from "#app/domain/instant";
import { loadContent } from "#app/domain/publication/files/content.server";
import { renderConsentScreen, renderTermsScreen } from "#app/http/acceptance/screen.server";
import type { Portal } from "#app/portal.server";
import { updateRows } from "#db/commit";

const DAY = 86_400_000;
/** How long ago the demo begins, and when its third version is announced, in days. */
const LENGTH = 400;
const THIRD_VERSION_DAY = 390;
const PEOPLE = 84;

/** A demo portal with a clock that the play moves. */
export type Stage = { portal: Portal; setNow(instant: Instant | null): void };

type Scene = { day: number; play(): Promise<void> };

/** When the history of a demo begins that is played up to now. */
export function demoBegin(now: Instant): Instant {
  return plusMilliseconds(now, -LENGTH * DAY);
}

/** Plays the history of a demo through the portal's own operations, each at its time, up to now. */
export async function playDemo({ portal, setNow }: Stage, now: Instant): Promise<void> {
  const begin = demoBegin(now);
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const cast = [...LEADS, ...crowd(PEOPLE)];
  const scenes = cast.flatMap((person) => scenesOf(portal, person, passwordHash));
  const opening = { day: 0, play: () => loadContent(portal, { folder: portal.settings.contentDir }).then(() => undefined) };
  const announcement = { day: THIRD_VERSION_DAY, play: () => announceThirdVersion(portal) };
  for (const { day, play } of [opening, ...scenes, announcement].sort((a, b) => a.day - b.day)) {
    setNow(plusMilliseconds(begin, Math.min(day, LENGTH - 1) * DAY));
    await play();
  }
  setNow(null);
}

/** Joining, then each answer, at its day. Scenes of one person keep their order. */
function scenesOf(portal: Portal, person: DemoPerson, passwordHash: string): Scene[] {
  const join = { day: person.joinsOnDay, play: () => addPerson(portal, person, passwordHash) };
  const answers = person.answers.map(({ day, answer }) => ({ day, play: () => answerTerms(portal, person, answer) }));
  const consents = person.consents.length === 0 ? [] : [{ day: person.joinsOnDay + 1, play: () => answerConsents(portal, person) }];
  return [join, ...answers, ...consents];
}

async function addPerson(portal: Portal, { address, name, language, customerKind, roles }: DemoPerson, passwordHash: string): Promise<void> {
  const made = await makeAccount(portal, { address, name, language, customerKind, roles, passwordHash });
  if (made.outcome !== "made") throw new Error(`${address} is taken`);
  const confirmed = { set: { addressConfirmedAt: portal.now() }, where: { id: made.accountId } };
  await portal.writer.commit({ steps: [updateRows("accounts", confirmed)] });
}

async function answerTerms(portal: Portal, person: DemoPerson, answer: "accept" | "decline"): Promise<void> {
  const actor = await signInAs(portal, person);
  const screen = { ...portal, renderScreen: renderTermsScreen };
  const opened = await openPresentation(screen, { actor, asked: [], language: person.language });
  if (opened.outcome !== "open") return;
  const given = { token: opened.token, actor, circumstances: CIRCUMSTANCES };
  await (answer === "accept" ? accept(portal, { ...given, isTicked: true }) : decline(portal, given));
}

async function answerConsents(portal: Portal, person: DemoPerson): Promise<void> {
  const actor = await signInAs(portal, person);
  const screen = { ...portal, renderScreen: renderConsentScreen };
  const consents = await openConsents(screen, { actor, language: person.language });
  const purposes = consents.flatMap((consent) => consent.purposes);
  for (const [index, answer] of person.consents.entries()) {
    const token = purposes[index]?.token;
    if (token !== undefined && answer !== "none") {
      await answerConsent(portal, { token, actor, circumstances: CIRCUMSTANCES, answer });
    }
  }
}

async function signInAs(portal: Portal, { address }: DemoPerson): Promise<Session> {
  const account = await findAccount(portal, address);
  if (account === null) throw new Error(`${address} has no account`);
  const { token, steps } = newSession(portal, { accountId: account.id, method: "password" });
  await portal.writer.commit({ steps });
  const session = await readSession(portal, token);
  if (session === null) throw new Error(`${address} is not signed in`);
  return session;
}

const CIRCUMSTANCES = { address: "192.0.2.10", addressSource: "socket", agent: "demo" } as const;
