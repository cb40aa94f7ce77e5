import type { Audience } from "#app/domain/publication/manifest";

/** What is known of a party that decides which agreements it owes. */
export type PartyFacts = {
  kind: "person" | "organisation";
  customerKind: "consumer" | "business";
  /** ISO 3166-1 alpha-2; null when unknown. */
  place: string | null;
  /** Codes of the products ordered. */
  products: readonly string[];
};

/** Whether a party owes an agreement of this audience. Optional agreements are owed by nobody; an unknown place is in no place. */
export function owes(audience: Audience, party: PartyFacts): boolean {
  switch (audience.who) {
    case "everyone":
      return true;
    case "kind":
      return audience.kinds.some((kind) => kind === party.kind || kind === party.customerKind);
    case "place":
      return party.place !== null && audience.places.includes(party.place);
    case "product":
      return audience.products.some((product) => party.products.includes(product));
    case "optional":
      return false;
  }
}
