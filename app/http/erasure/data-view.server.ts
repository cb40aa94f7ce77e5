import { textFor } from "#app/domain/acceptance/offer";
import type { copyOfData } from "#app/domain/evidence/erasure/copy.server";
import type { copyOfOrganisation } from "#app/domain/evidence/erasure/organisation-copy.server";
import { DEFAULT_RETENTION, type RetentionRules } from "#app/domain/evidence/retention/retention";
import { readHistories } from "#app/domain/publication/catalog.server";
import { givenRows, ownRows, rowsOfBoth, type DataRow } from "#app/http/erasure/data-rows";
import { placeName, portalZone } from "#app/http/account/organisation-view.server";
import type { Language } from "#app/messages/catalogue";
import { dataMessages, sayPeriod, type DataPart, type KeptHow } from "#app/messages/data";
import { ownLanguageName } from "#app/messages/language-names";
import { formatDate, type TimeView } from "#app/messages/time";
import type { Portal } from "#app/portal.server";

export type PersonCopy = Awaited<ReturnType<typeof copyOfData>>;
export type OrganisationCopy = Awaited<ReturnType<typeof copyOfOrganisation>>;

export type DataSection = {
  part: DataPart;
  title: string;
  /** For how long, and why. */
  kept: string[];
  rows: DataRow[];
  /** How many more there are in the file. */
  more: number;
};

export type DataView = {
  /** Null for the person themself. */
  organisation: string | null;
  /** In which the instants are told. */
  zone: string;
  facts: { name: string; value: string }[];
  sections: DataSection[];
};

const KEPT: Record<Exclude<DataPart, "profile">, KeptHow> = {
  acts: "evidence", actsForOthers: "evidence", imported: "evidence", notices: "notices", objections: "correspondence", questions: "correspondence", comments: "correspondence",
  uses: "evidence", authorities: "evidence", openings: "evidence", device: "device", signIns: "record", mails: "mails",
  roles: "record", requests: "record", holds: "record", looks: "record", leaving: "record",
};
const ORDER = Object.keys(KEPT).filter((part): part is keyof typeof KEPT => part in KEPT);

/** Lines of one part on the page; all are in the file. */
const MOST_ROWS = 30;

type View = { language: Language; rules: RetentionRules };

/** A copy as a page shows it: by kind, the newest first, with periods and reasons. */
export async function viewData(portal: Pick<Portal, "db" | "now">, copy: PersonCopy | OrganisationCopy, { language, rules }: View): Promise<DataView> {
  const [histories, zone] = await Promise.all([readHistories(portal), portalZone(portal)]);
  const titles = new Map(histories.flatMap(({ versions }) => versions.map((version) => [version.id, textFor(version, language).title] as const)));
  const told = { language, titles };
  const isPerson = "account" in copy;
  const rows = { ...rowsOfBoth(copy, told), ...(isPerson ? ownRows(copy, told) : givenRows(copy, told)) };
  const sections = ORDER.flatMap((part) => (rows[part] ? [sectionOf(part, rows[part], { language, rules })] : []));
  return { organisation: isPerson ? null : (copy.party.name ?? copy.party.id), zone, facts: factsOf(copy, { language, zone }), sections };
}

function sectionOf(part: keyof typeof KEPT, rows: readonly DataRow[], { language, rules }: View): DataSection {
  const words = dataMessages[language];
  const how = KEPT[part];
  const newest = rows.toReversed();
  return {
    part,
    title: words.parts[part],
    kept: how === "account" || how === "record" ? [words.kept[how]] : Object.values(sayPeriod(how, { rule: rules[how], shipped: DEFAULT_RETENTION[how], language })),
    rows: newest.slice(0, MOST_ROWS),
    more: Math.max(0, rows.length - MOST_ROWS),
  };
}

function factsOf(copy: PersonCopy | OrganisationCopy, { language, zone }: TimeView): DataView["facts"] {
  const { facts, customers } = dataMessages[language];
  const own = "account" in copy ? [[facts.address, copy.account.address], [facts.language, ownLanguageName(copy.account.language)]] as const : [];
  const { name, place, customerKind, createdAt } = copy.party;
  const given = [[facts.name, name], ...own, [facts.place, place && placeName(place, language)], [facts.customer, customers[customerKind]], [facts.since, formatDate(createdAt, { language, zone })]] as const;
  return given.flatMap(([term, value]) => (value ? [{ name: term, value }] : []));
}
