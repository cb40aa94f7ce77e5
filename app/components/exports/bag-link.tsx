import { useLanguage } from "#app/components/language";
import type { Filter } from "#app/domain/compliance/export/order";
import { exportMessages } from "#app/messages/exports";

/** Leads to the form of an export, filled in for the evidence bag of one party, one version or another filter. Only auditors may send it. */
export function BagLink({ filter }: { filter: Filter }) {
  const query = new URLSearchParams({ dataSet: "evidence", ...filter });
  return <a className="button" href={`/compliance/exports?${query}#new`}>{exportMessages[useLanguage()].makeBag}</a>;
}
