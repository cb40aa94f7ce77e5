import { useLanguage } from "#app/components/language";
import { complianceMessages } from "#app/messages/compliance";

/** The pages of the compliance desk, each for those who have one of its roles. */
const PAGES = {
  overview: { to: "/compliance", roles: ["auditor"] },
  parties: { to: "/compliance/parties", roles: ["auditor"] },
  exports: { to: "/compliance/exports", roles: ["auditor", "operator"] },
  audit: { to: "/compliance/audit", roles: ["auditor", "operator"] },
  rules: { to: "/compliance/rules", roles: ["auditor", "operator"] },
  retention: { to: "/operator/retention", roles: ["auditor", "operator"] },
  transparency: { to: "/transparency", roles: ["auditor", "operator"] },
} as const satisfies Record<string, { to: string; roles: readonly string[] }>;

export type DeskPage = keyof typeof PAGES;

const ORDER = ["overview", "parties", "exports", "audit", "rules", "retention", "transparency"] as const satisfies readonly DeskPage[];

const AUDITOR: readonly string[] = ["auditor"];

/** The way from each page of the compliance desk to the others; `roles` are the viewer's, where not only auditors come to the page. */
export function DeskNav({ page, roles = AUDITOR }: { page: DeskPage; roles?: readonly string[] }) {
  const words = complianceMessages[useLanguage()].desk;
  const shown = ORDER.filter((each) => PAGES[each].roles.some((role) => roles.includes(role)));
  if (shown.length === 0) return null;
  return (
    <nav aria-label={words.label}>
      <ul className="staff-tabs desk-tabs">
        {shown.map((each) => <li key={each}><a href={PAGES[each].to} aria-current={each === page ? "page" : undefined}>{words.pages[each]}</a></li>)}
      </ul>
    </nav>
  );
}
