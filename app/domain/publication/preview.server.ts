import { z } from "zod";
import type { Instant } from "#app/domain/instant";
import { readHistory } from "#app/domain/publication/catalog.server";
import { readDraft } from "#app/domain/publication/drafts.server";
import { endingFor } from "#app/domain/publication/ending";
import type { AgreementHistory, Ending } from "#app/domain/publication/history";
import { storedManifest } from "#app/domain/publication/manifest";
import { countParty, NOBODY, type PreviewCounts } from "#app/domain/publication/preview";
import { versionsAt, type DatedVersion } from "#app/domain/publication/status";
import { DomainError } from "#app/domain/refusal";
import type { Portal } from "#app/portal.server";
import { selectConcernedParties } from "#db/drafting";

const products = z.array(z.string());
const PAGE = 500;

/** How many parties the version of a draft would ask, may deem, cannot reach. Throws draft-unknown, class-missing. */
export async function previewPublication({ db }: Pick<Portal, "db">, draftId: string): Promise<PreviewCounts> {
  const { content } = await readDraft({ db }, draftId);
  if (content.version.changeClass === null) throw new DomainError("class-missing");
  const manifest = storedManifest.parse({ agreement: content.agreement, version: content.version });
  const history = await readHistory({ db }, content.agreement.slug);
  let counts = NOBODY;
  let after = "";
  for (;;) {
    const rows = await selectConcernedParties(db, { agreementId: history?.id ?? "", after, limit: PAGE });
    for (const { accepted, addressConfirmedAt, productsJson, ...facts } of rows) {
      const version = history?.versions.find(({ number }) => number === accepted) ?? null;
      const party = { facts: { ...facts, products: products.parse(JSON.parse(productsJson)) }, accepted: version, isAddressConfirmed: addressConfirmedAt !== null };
      counts = countParty(counts, manifest, party);
    }
    if (rows.length < PAGE) return counts;
    after = rows.at(-1)?.id ?? after;
  }
}

/** What the state of an agreement is at an instant, as far as is known now: future instants count what is announced. */
export type StateOn = { at: Instant; versions: DatedVersion[]; inForce: DatedVersion | null; ending: Ending | null };

/** The state on any day, past or to come. Throws agreement-unknown. */
export async function stateOn({ db, now }: Pick<Portal, "db" | "now">, { slug, at }: { slug: string; at: Instant }): Promise<StateOn> {
  const history = await readHistory({ db }, slug);
  if (!history) throw new DomainError("agreement-unknown", { slug: slug.slice(0, 80) });
  const versions = versionsAt(history, at);
  return { at, versions, inForce: versions.find(({ status }) => status === "in force") ?? null, ending: endOn(history, at, now()) };
}

/** The end for all that has come by the instant, of those announced by now. */
function endOn(history: AgreementHistory, at: Instant, now: Instant): Ending | null {
  const ending = endingFor(history, null, at < now ? at : now);
  return ending !== null && ending.effectiveAt <= at ? ending : null;
}
