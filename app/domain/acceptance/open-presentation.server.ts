import { readConspicuous } from "#app/domain/acceptance/conspicuous.server";
import { chooseOffer, textFor, type AskedVersion, type Choice, type OfferedVersion } from "#app/domain/acceptance/offer";
import { termsLineOf, type TermsLine } from "#app/domain/acceptance/offered-set";
import { present, type Actor } from "#app/domain/acceptance/presentation.server";
import type { Offeror, ScreenText, TermsScreen } from "#app/domain/acceptance/screen";
import { readLatestLines, readStandings, type Party } from "#app/domain/acceptance/standing.server";
import { inLanguage } from "#app/domain/publication/localised";
import type { Version } from "#app/domain/publication/history";
import { textFile } from "#app/domain/publication/files/text-file";
import type { Language } from "#app/messages/catalogue";
import type { Portal } from "#app/portal.server";

export type Opening =
  | { outcome: "open"; token: string; html: string; offered: OfferedVersion[] }
  | Exclude<Choice, { outcome: "chosen" }>;

type Presenting = Pick<Portal, "db" | "writer" | "secret" | "now"> & {
  /** Renders the fragment; a pure function of the screen. */
  renderScreen: (screen: TermsScreen) => string;
};

/**
 * Opens the acceptance screen for what is required or, when versions are asked for, for those. Records that it was
 * shown, the only thing that opening a page writes, unless the same screen is open already.
 */
export async function openPresentation(
  portal: Presenting,
  { actor, asked, language }: { actor: Actor & Party; asked: readonly AskedVersion[]; language: Language },
): Promise<Opening> {
  const standings = await readStandings(portal, actor);
  const lines = await readLatestLines(portal, { partyId: actor.partyId, at: null });
  const choice = chooseOffer({ standings, lines, party: actor.party, asked });
  if (choice.outcome !== "chosen") return choice;
  const { offered } = choice;
  const texts = await Promise.all(offered.map((version) => screenText(portal, version, language)));
  const html = portal.renderScreen({ language, texts });
  const set = { purpose: "terms" as const, lines: texts.map(({ line }) => line) };
  const [shown] = await present(portal, { actor, language, offers: [{ set, html }] });
  if (!shown) throw new Error("one screen was offered and none came back");
  return { outcome: "open", token: shown.token, html, offered };
}

async function screenText(portal: Pick<Portal, "db">, offered: OfferedVersion, language: Language): Promise<ScreenText> {
  const { version } = offered;
  const clauses = await readConspicuous(portal, version, language);
  const line: TermsLine = {
    ...termsLineOf(offered, language),
    conspicuous: clauses.map(({ id, number, sha256 }) => ({ id, number, sha256 })),
  };
  const text = textFor(version, language);
  return { line, title: text.title, file: textFile(text), offeror: offerorOf(version, language), clauses };
}

/** Who offers a version, named in the language wanted where there is such a name. */
export function offerorOf(version: Version, language: string): Offeror {
  const { contractingParty, bindingLanguage } = version.manifest.agreement;
  return { name: inLanguage(contractingParty.name, [language, bindingLanguage]), contact: contractingParty.contact };
}
