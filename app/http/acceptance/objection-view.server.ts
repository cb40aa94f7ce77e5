import type { ObjectionChance, Objection } from "#app/domain/acceptance/objection";
import { readObjectionChance } from "#app/domain/acceptance/object.server";
import { readOwnObjections } from "#app/domain/acceptance/objections.server";
import { textFor } from "#app/domain/acceptance/offer";
import type { Instant } from "#app/domain/instant";
import type { Localised } from "#app/domain/publication/localised";
import { findNumber, readTimeline, zoneOf } from "#app/domain/publication/reading.server";
import type { Viewer } from "#app/http/viewer.server";
import type { Language } from "#app/messages/catalogue";
import type { Portal } from "#app/portal.server";

/** An objection as pages show it. */
export type ObjectionView = Pick<Objection, "actId" | "slug" | "isLate" | "untilAt" | "objectedAt" | "reason" | "isRemoved"> & {
  number: number;
  title: Localised;
  zone: string;
  answers: { id: string; answer: Objection["answers"][number]["answer"]; untilAt: Instant | null; reason: string | null; isRemoved: boolean; answeredAt: Instant }[];
};

/** The page on which one objects to a version. */
export type ObjectView = {
  slug: string;
  number: number;
  versionId: string;
  title: Localised;
  zone: string;
  chance: ObjectionChance;
  /** The objection that was made, where there is one. */
  made: ObjectionView | null;
};

type Asked = { slug: string; number: string; language: Language };

/** What an objection of the viewer's party to a version would come to, or came to. Throws agreement-unknown, version-unknown. */
export async function viewObject(portal: Portal, viewer: Viewer, { slug, number, language }: Asked): Promise<ObjectView> {
  const { timeline } = await readTimeline(portal, slug);
  const { version } = findNumber(timeline, { slug, number });
  const chance = await readObjectionChance(portal, viewer, version.id);
  const made = chance.chance === "already objected" ? await findOwn(portal, viewer.partyId, chance.actId) : null;
  const { title, language: titleLanguage } = textFor(version, language);
  return {
    slug, number: version.number, versionId: version.id, chance,
    title: { text: title, language: titleLanguage },
    zone: zoneOf(timeline),
    made: made && viewObjection(made, language),
  };
}

async function findOwn(portal: Portal, partyId: string, actId: string): Promise<Objection | null> {
  return (await readOwnObjections(portal, partyId)).find((objection) => objection.actId === actId) ?? null;
}

/** An objection with its answers, in the language of the interface. */
export function viewObjection({ version, answers, ...objection }: Objection, language: Language): ObjectionView {
  const { actId, slug, isLate, untilAt, objectedAt, reason, isRemoved } = objection;
  const { title, language: titleLanguage } = textFor(version, language);
  return {
    actId, slug, isLate, untilAt, objectedAt, reason, isRemoved,
    number: version.number,
    title: { text: title, language: titleLanguage },
    zone: version.manifest.agreement.zone,
    answers: answers.map((answer) => ({ ...answer })),
  };
}
