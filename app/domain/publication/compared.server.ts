import { readText } from "#app/domain/publication/catalog.server";
import { editorialFaults, suggestClass, suggestForProperties, weightier, type Change, type SuggestedClass } from "#app/domain/publication/review/change-class";
import type { AgreementHistory, Version } from "#app/domain/publication/history";
import type { StoredManifest } from "#app/domain/publication/manifest";
import { flagsById } from "#app/domain/publication/drafting/open-draft";
import { firstOtherThanParty } from "#app/domain/publication/later/party-change";
import { changedProperties, type TermsProperty } from "#app/domain/publication/property-change";
import type { Proposal } from "#app/domain/publication/later/proposal";
import { DomainError } from "#app/domain/refusal";
import { rest } from "#app/domain/rest.server";
import { runInSteps } from "#app/domain/steps";
import { compareInSteps } from "#app/domain/text/comparison";
import { applyManifest, readOutline, type Outline } from "#app/domain/text/outline";
import type { Portal } from "#app/portal.server";

/** A version to come, as far as a comparison needs it. */
export type Coming = {
  manifest: { agreement: StoredManifest["agreement"]; version: Pick<StoredManifest["version"], "clauses" | "buildsOn" | "reasons"> & { changeClass: string | null } };
  texts: readonly { language: string; outline: Outline }[];
};

/** The change of one language from an earlier version. */
export type LanguageChange = Change & { language: string; oldOutline: Outline; newOutline: Outline };

/** What changes from the version that a text builds on, in each language that both have. Empty where nothing came before. */
export async function compareWithBase(reading: Pick<Portal, "db">, coming: Coming, history: AgreementHistory | null): Promise<LanguageChange[]> {
  const base = history?.versions.find(({ number }) => number === coming.manifest.version.buildsOn);
  return base ? compareWith(reading, coming, base) : [];
}

/** What changes from a version, in each language that both have. */
export async function compareWith(reading: Pick<Portal, "db">, coming: Coming, base: Version): Promise<LanguageChange[]> {
  const changes = coming.texts.map(async ({ language, outline }) => {
    const oldOutline = await outlineOf(reading, base, language);
    return oldOutline ? [await changeBetween({ base, oldOutline }, coming, { language, outline })] : [];
  });
  return (await Promise.all(changes)).flat();
}

/** The class that the changes of texts suggest, over all languages, and those of properties from earlier versions; null where nothing came before. */
export function suggestedClass(changes: readonly Change[], coming: Coming, earlier: readonly Version[]): SuggestedClass | null {
  const own = coming.manifest.agreement;
  const properties = earlier.map(({ manifest }) => suggestForProperties(changedProperties(manifest.agreement, own)));
  const suggestions = [...changes.map(suggestClass), ...properties];
  return suggestions.length === 0 ? null : suggestions.reduce(weightier);
}

/** Throws editorial-changes for an editorial version that changes meaning, assign-only-party for an assignment that changes more. */
export async function checkChange(reading: Pick<Portal, "db">, coming: Proposal | Coming, history: AgreementHistory | null): Promise<void> {
  const { changeClass, reasons = ["amend"] } = coming.manifest.version;
  const isAssignment = reasons.length === 1 && reasons[0] === "assign";
  if (changeClass !== "editorial" && !isAssignment) return;
  const changes = await compareWithBase(reading, coming, history);
  const base = history?.versions.find(({ number }) => number === coming.manifest.version.buildsOn);
  if (changeClass === "editorial") checkEditorial(changes, base ? changedProperties(base.manifest.agreement, coming.manifest.agreement) : []);
  const other = isAssignment && base ? firstOtherThanParty(base.manifest, coming.manifest, changes) : null;
  if (other) throw new DomainError("assign-only-party", { number: other.number ?? "", heading: other.heading ?? "" });
}

function checkEditorial(changes: readonly Change[], properties: readonly TermsProperty[]): void {
  const faults = [...suggestForProperties(properties).reasons, ...changes.flatMap(editorialFaults)];
  const [first] = faults;
  if (!first) return;
  throw new DomainError("editorial-changes", { faults: faults.length, number: first.number ?? (first.clauseId || "agreement"), fault: first.code, found: first.found });
}

async function outlineOf(reading: Pick<Portal, "db">, { texts, manifest }: Version, language: string): Promise<Outline | null> {
  const text = texts.find((each) => each.language === language);
  return text ? withIds(readOutline(await readText(reading, text.sha256)), manifest.version.clauses) : null;
}

function withIds(outline: Outline, clauses: readonly { id: string }[]): Outline {
  const fit = applyManifest(outline, clauses.map(({ id }) => id));
  return fit.fits ? fit.outline : outline;
}

async function changeBetween({ base, oldOutline }: { base: Version; oldOutline: Outline }, { manifest }: Coming, { language, outline }: Coming["texts"][number]): Promise<LanguageChange> {
  const newOutline = withIds(outline, manifest.version.clauses);
  const parties = [base.manifest.agreement.contractingParty, manifest.agreement.contractingParty];
  return {
    language,
    oldOutline,
    newOutline,
    comparison: await runInSteps(compareInSteps(oldOutline, newOutline), rest),
    oldFlags: flagsById(base.manifest.version),
    newFlags: flagsById(manifest.version),
    names: [...new Set(parties.flatMap(({ name }) => Object.values(name)))],
  };
}
