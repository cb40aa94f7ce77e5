import { useLanguage } from "#app/components/language";
import { organisationMessages } from "#app/messages/organisation";

/** For whom the person acts, where there is a choice. */
export type ShownActing = { whom: "self" | "nobody" } | { whom: "organisation"; name: string };

/** On every page, under the navigation: for whom one acts, and the way to change it. */
export function ActingBand({ acting, path }: { acting: ShownActing; path: string }) {
  const { acting: words } = organisationMessages[useLanguage()];
  const name = acting.whom === "organisation" ? acting.name : words[acting.whom];
  return (
    <div className={acting.whom === "self" ? "acting-band" : "acting-band acting-band-other"}>
      <p className="acting-band-row">
        <span>{words.label} <strong>{name}</strong></span>{" "}
        <a href={`/acting-for?to=${encodeURIComponent(path)}`}>{words.change}<span className="visually-hidden"> ({words.label} {name})</span></a>
      </p>
    </div>
  );
}
