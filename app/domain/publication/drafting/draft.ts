import { z } from "zod";
import { sha256Of } from "#app/domain/digest";
import { agreementProperties, versionManifest } from "#app/domain/publication/manifest";
import { canonicalJson } from "#app/ledger/canonical";

/** What a draft holds: a version that is not yet complete. An empty summary or a class of null is still to be written. */
export const draftContent = z.strictObject({
  /** How it came in. */
  origin: z.strictObject({ by: z.enum(["content", "import", "version"]), file: z.string() }),
  agreement: agreementProperties,
  version: versionManifest.extend({ changeClass: versionManifest.shape.changeClass.nullable() }),
  /** When it shall take effect; null or not given: as early as the notice allows, a first version at once. */
  effectiveAt: z.string().nullable().optional(),
  /** By language and clause: the hash of the binding words that the translation was made from, where those changed since. */
  behind: z.record(z.string(), z.record(z.string(), z.string())).optional(),
  /** All texts, or, where the version is published already, those that are to be added. */
  texts: z.array(z.strictObject({ language: z.string(), title: z.string(), body: z.string(), originalSha256: z.string() })),
});
export type DraftContent = z.infer<typeof draftContent>;

/** The id of a draft that comes from files: the same content, wherever its file lies, gives the same draft. */
export function draftIdOf({ agreement, version, texts }: DraftContent): string {
  return `drf_${sha256Of(canonicalJson({ agreement, version, texts })).slice(0, 26)}`;
}
