import type { Instant } from "#app/domain/instant";
import type { AboutVersion } from "#app/domain/notice/texts/about";
import type { EffectOfUse } from "#app/domain/notice/texts/effect-of-use";
import type { ComparedWith } from "#app/domain/notice/texts/redline-blocks";
import type { WordsByLanguage } from "#app/domain/publication/drafting/words";
import type { Language } from "#app/messages/catalogue";

/** Everything that a notice says about an announced version. Plain data. */
export type VersionFacts = {
  publicUrl: string;
  slug: string;
  version: AboutVersion;
  /** The version in force when it was announced; null where none was. */
  inForce: AboutVersion | null;
  /** When its notice began. */
  announcedAt: Instant;
  effectiveAt: Instant;
  noticeDays: number;
  use: EffectOfUse;
  /** What changes, for readers of each language: from the version in force, and from the one it builds on where that is another. */
  compared: Record<Language, readonly ComparedWith[]>;
};

/** A new date: what it was, what readers are told about it, and whether the notice begins anew. */
export type NewDateFacts = VersionFacts & { formerEffectiveAt: Instant; told: WordsByLanguage; isAnew: boolean };
