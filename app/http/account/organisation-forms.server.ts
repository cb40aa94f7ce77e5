import { SCOPES, type Scope } from "#app/domain/access/delegation";
import { parseOrganisationName, PLACES } from "#app/domain/access/organisation";
import type { Instant } from "#app/domain/instant";
import { beginningOfDay } from "#app/domain/publication/earliest";
import { readAddress, sentenceOf, textOf } from "#app/http/account/account-fields.server";
import type { Language } from "#app/messages/catalogue";
import { organisationMessages } from "#app/messages/organisation";

type FaultCode = keyof (typeof organisationMessages)["en"]["faults"];

/** No authority is granted for longer than the columns of instants can tell. */
const LAST_DAY = "2200";

/** Faults as sentences by the name of their field. */
type Faults = Record<string, string>;

/** What is wrong with a form about an organisation, for people. */
export function organisationFault(code: FaultCode, language: Language): string {
  return organisationMessages[language].faults[code];
}

/** Name and place of an organisation as typed, or what is wrong with them. */
export function readOrganisationForm(form: FormData, language: Language): { values: { name: string; place: string | null } } | { faults: Faults } {
  const named = parseOrganisationName(textOf(form, "name"));
  const place = textOf(form, "place");
  const isPlace = place === "" || PLACES.includes(place);
  if ("name" in named && isPlace) return { values: { name: named.name, place: place === "" ? null : place } };
  return {
    faults: {
      ...("fault" in named ? { name: organisationFault(named.fault, language) } : {}),
      ...(isPlace ? {} : { place: organisationFault("place-unknown", language) }),
    },
  };
}

/** The name of the box for a scope. */
export function scopeField(scope: Scope): string {
  return `scope-${SCOPES.indexOf(scope)}`;
}

type Invitation = { address: string; scopes: Scope[]; beginsAt: Instant | null; endsAt: Instant | null };

/** An invitation as typed, or what is wrong with it; days are those of the zone, and the last one counts to its end. */
export function readInvitationForm(form: FormData, { language, zone }: { language: Language; zone: string }): { values: Invitation } | { faults: Faults } {
  const address = readAddress(form);
  const scopes = SCOPES.filter((scope) => form.has(scopeField(scope)));
  const beginsAt = readDay(form, { name: "from", zone, daysLater: 0 });
  const endsAt = readDay(form, { name: "until", zone, daysLater: 1 });
  const faults: Faults = {
    ...("fault" in address ? { address: sentenceOf(address.fault, language) } : {}),
    ...(scopes.length === 0 ? { scopes: organisationFault("scopes-missing", language) } : {}),
    ...(beginsAt === undefined ? { from: organisationFault("from-invalid", language) } : {}),
    ...(endsAt === undefined ? { until: organisationFault("until-invalid", language) } : {}),
  };
  if ("fault" in address || beginsAt === undefined || endsAt === undefined || Object.keys(faults).length > 0) return { faults };
  return { values: { address: address.value, scopes, beginsAt, endsAt } };
}

/** Null for an empty field, undefined for what is no day. */
function readDay(form: FormData, { name, zone, daysLater }: { name: string; zone: string; daysLater: number }): Instant | null | undefined {
  const text = textOf(form, name).trim();
  if (text === "") return null;
  const instant = beginningOfDay(text, zone, daysLater);
  return instant === null || instant > LAST_DAY ? undefined : instant;
}
