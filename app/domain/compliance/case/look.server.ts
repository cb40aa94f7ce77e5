import type { CaseFact, CaseLine, FactName } from "#app/domain/compliance/case/fact";
import { isPersonalField, isRemoved } from "#app/domain/evidence/personal-value";
import type { Instant } from "#app/domain/instant";
import type { AgreementHistory } from "#app/domain/publication/history";
import { versionsAt } from "#app/domain/publication/status";
import type { Portal } from "#app/portal.server";

/** How a case is looked at: whether what is personal is opened, and what the agreements were like. */
export type Look = {
  partyId: string;
  isUnmasked: boolean;
  histories: readonly AgreementHistory[];
  now: Instant;
  /** A personal value that is sealed under the key of the party named. */
  personal(name: FactName, sealed: { partyId: string; field: string; value: string | null }): Promise<CaseFact[]>;
};

/** How a case is looked at, with what opens it. */
export function lookAt({ keys }: Pick<Portal, "keys">, given: Omit<Look, "personal">): Look {
  return {
    ...given,
    async personal(name, { partyId, field, value }) {
      if (isPersonalField(field) && isRemoved(value)) return [{ name, said: "personal", value: null, state: "removed" }];
      if (value === null || value === "") return [];
      if (!given.isUnmasked) return [{ name, said: "personal", value: null, state: "masked" }];
      const opened = await keys.open(partyId, field, value);
      return [{ name, said: "personal", value: opened, state: opened === null ? "gone" : "shown" }];
    },
  };
}

/** The version as a case names it; nothing for one that is not published. */
export function lineOf({ histories, now }: Pick<Look, "histories" | "now">, versionId: string | null, more: Partial<CaseLine> = {}): CaseLine[] {
  const history = histories.find(({ versions }) => versions.some(({ id }) => id === versionId));
  const version = history?.versions.find(({ id }) => id === versionId);
  if (!history || !version) return [];
  const later = versionsAt(history, now).filter(({ status, version: { number } }) => (status === "in force" || status === "announced") && number > version.number);
  const next = later.length === 0 ? null : Math.max(...later.map((each) => each.version.number));
  return [{ slug: history.slug, number: version.number, language: null, purpose: null, next, ...more }];
}
