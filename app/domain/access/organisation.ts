/** The longest name of an organisation, in characters. */
export const LONGEST_ORGANISATION_NAME = 200;

export type NameFault = "name-missing" | "name-long" | "name-unreadable";

/** Marks that would turn a line around, break it or show nothing; and what would be a link in the mails that name the organisation. */
const UNREADABLE = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u202a-\u202e\u2066-\u2069\ufeff]|:\/\//u;

/** The name of an organisation in the one form that is kept, or what is wrong with it. */
export function parseOrganisationName(text: string): { name: string } | { fault: NameFault } {
  const name = text.normalize("NFC").replace(/\s+/g, " ").trim();
  if (name === "") return { fault: "name-missing" };
  if (Array.from(name).length > LONGEST_ORGANISATION_NAME) return { fault: "name-long" };
  return UNREADABLE.test(name) || !/[\p{L}\p{N}]/u.test(name) ? { fault: "name-unreadable" } : { name };
}

const LETTERS = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ");

/** Codes that name no place where somebody is established. */
const NO_PLACE = ["EU", "EZ", "UN", "QO", "ZZ", "XA", "XB"];

/** The countries and regions that people may choose from, as ISO 3166-1 alpha-2 codes: those that today's locale data knows. */
export const PLACES: readonly string[] = LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).filter(isPlaceCode);

/** A code that was replaced by another is brought to that one by its locale, and so stands under that one only. */
function isPlaceCode(code: string): boolean {
  const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
  return !NO_PLACE.includes(code) && new Intl.Locale(`und-${code}`).region === code && names.of(code) !== undefined;
}
