import { Fragment } from "react";
import { LocalTime } from "#app/components/time";
import type { FactView } from "#app/http/compliance/case-view.server";

/** What is said of a record, or of a person; what is hidden says so. */
export function Facts({ facts, zone }: { facts: readonly FactView[]; zone: string }) {
  if (facts.length === 0) return null;
  return (
    <dl className="facts facts-wide">
      {facts.map(({ label, said, value }) => (
        <Fragment key={`${label} ${value}`}>
          <dt>{label}</dt>
          <dd className={said === "hidden" ? "muted" : undefined}>{said === "instant" ? <LocalTime instant={value} zone={zone} /> : value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
