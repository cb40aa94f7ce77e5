import { DEEMING_DEFAULTS, type DeemingRule } from "#app/domain/acceptance/deeming-facts";
import { effectOfUse } from "#app/domain/notice/texts/effect-of-use";
import type { AboutVersion } from "#app/domain/notice/texts/about";
import type { VersionFacts } from "#app/domain/notice/texts/version-facts";
import { flagText } from "#app/domain/publication/compare.server";
import { compareOutlines } from "#app/domain/text/comparison";
import { toRedline } from "#app/domain/text/set-redline";
import type { AgreementProperties, VersionManifest } from "#app/domain/publication/manifest";
import { at, propertiesOf } from "#test/support/builders";

type Plan = {
  number?: number;
  changeClass?: VersionManifest["changeClass"];
  reasons?: VersionManifest["reasons"];
  title?: string;
  summary?: Record<string, string>;
  properties?: Partial<AgreementProperties>;
  /** Whether it has a clause that says how it is changed. */
  mayChange?: boolean;
};

/** A version as notices know it: bound by Chinese, with an English translation. */
export function aboutVersion(plan: Plan = {}): AboutVersion {
  const { number = 1, changeClass = number === 1 ? "first" : "ordinary", reasons, title = "General Terms", mayChange = true } = plan;
  const agreement = propertiesOf("general-terms", plan.properties);
  const summary = plan.summary ?? { en: "The support hours become longer.", "zh-CN": "延长客服时间。" };
  const version = { version: number, buildsOn: number === 1 ? null : number - 1, changeClass, ...(reasons ? { reasons } : {}), classReason: { en: "reason" }, summary, clauses: [] };
  const clause = { id: "change", level: 1, number: "13.2.", heading: null, sha256: "00", flags: mayChange ? (["changeClause"] as const) : [] };
  return { number, changeClass, manifest: { agreement, version }, clauses: [clause], texts: [{ language: "zh-CN", isBinding: true, title: "通用条款" }, { language: "en", isBinding: false, title }] };
}

type FactsPlan = { next?: Plan; former?: Plan; rule?: Partial<DeemingRule>; old?: string; fresh?: string };

/** An announced second version with the changes from one text to another. */
export function versionFacts({ next = {}, former = {}, rule = {}, old = OLD, fresh = FRESH }: FactsPlan = {}): VersionFacts {
  const version = aboutVersion({ number: 2, ...next });
  const inForce = aboutVersion(former);
  const [before, after] = [flagText(old, []), flagText(fresh, [])];
  const redline = toRedline(compareOutlines(before.outline, after.outline), { old: before, new: after });
  const compared = [{ number: 1, relation: "inForce" as const, redline, textLanguage: "en" }];
  return {
    publicUrl: "https://terms.example.com",
    slug: "general-terms",
    version,
    inForce,
    announcedAt: at("2026-03-01T07:30:00Z"),
    effectiveAt: at("2026-03-31T16:00:00Z"),
    noticeDays: 30,
    use: effectOfUse({ version, inForce, rule: { ...DEEMING_DEFAULTS, ...rule } }),
    compared: { en: compared, "zh-CN": compared },
  };
}

export const OLD = "# Terms\n\n1. Support\n\n1.1. Support answers from 9 to 18.\n\n1.2. We do not promise compatibility.\n\n2. Data\n\n2.1. Data is yours.\n";
export const FRESH = "# Terms\n\n1. Support\n\n1.1. Support answers from 8 to 22.\n\n2. Data\n\n2.1. Data is yours.\n\n2.2. We tell you of incidents within 72 hours.\n";
