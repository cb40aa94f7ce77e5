import type { ActLine } from "#app/domain/acceptance/act-line";
import type { PartyFacts } from "#app/domain/acceptance/audience";
import { parseInstant, type Instant } from "#app/domain/instant";
import type { AgreementHistory, Publication, Version } from "#app/domain/publication/history";
import type { AgreementProperties, Audience, Purpose } from "#app/domain/publication/manifest";

/** The instant written as a date (its UTC midnight) or with time and zone. */
export function at(text: string): Instant {
  const instant = parseInstant(text);
  if (instant === null) throw new Error(`not an instant: ${text}`);
  return instant;
}

export const CONSUMER: PartyFacts = { kind: "person", customerKind: "consumer", place: "CN", products: [] };

type VersionPlan = {
  changeClass?: Version["changeClass"];
  buildsOn?: number;
  announced?: string;
  effective: string | null;
  postponed?: { on: string; to: string };
  withdrawn?: string;
  audience?: Audience;
  purposes?: Purpose[];
};

type HistoryPlan = { slug?: string; kind?: AgreementHistory["kind"]; audience?: Audience; purposes?: Purpose[]; versions: VersionPlan[] };

/** An agreement's history as pure data. Versions are announced on the day they take effect unless the plan says earlier. */
export function historyOf(plan: HistoryPlan): AgreementHistory {
  const { slug = "general-terms", kind = "terms" } = plan;
  const versions = plan.versions.map((version, index) => versionOf({ ...plan, slug, kind }, version, index + 1));
  const publications = plan.versions.flatMap((version, index) => publicationsOf(`ver_${slug}${index + 1}`, version));
  publications.sort((a, b) => (a.happenedAt < b.happenedAt ? -1 : 1));
  return { id: `agr_${slug}`, slug, kind, versions, publications, endings: [], marks: [] };
}

function versionOf(plan: HistoryPlan & { slug: string; kind: AgreementHistory["kind"] }, own: VersionPlan, number: number): Version {
  const buildsOn = own.buildsOn ?? (number === 1 ? null : number - 1);
  const changeClass = own.changeClass ?? (number === 1 ? "first" : "ordinary");
  const agreement = propertiesOf(plan.slug, {
    kind: plan.kind,
    audience: own.audience ?? plan.audience ?? { who: "everyone" },
    purposes: own.purposes ?? plan.purposes,
  });
  const version = { version: number, buildsOn, changeClass, classReason: { en: "reason" }, summary: { en: "summary" }, clauses: [] };
  return {
    id: `ver_${plan.slug}${number}`,
    number,
    buildsOnId: buildsOn === null ? null : `ver_${plan.slug}${buildsOn}`,
    changeClass,
    manifest: { agreement, version },
    manifestSha256: "00",
    authorId: "installation",
    approverId: "installation",
    texts: [{ language: "zh-CN", revision: 1, isBinding: true, title: plan.slug, sha256: `${number}0` }],
    formerTexts: [],
    clauses: [],
  };
}

/** Properties of an agreement with the usual values. */
export function propertiesOf(slug: string, changes: Partial<AgreementProperties> = {}): AgreementProperties {
  return {
    slug,
    kind: "terms",
    precedence: 30,
    audience: { who: "everyone" },
    bindingLanguage: "zh-CN",
    zone: "Asia/Shanghai",
    noticeDays: 30,
    contractingParty: { name: { en: "Example Ltd", "zh-CN": "示例公司" }, address: { en: "1 Example Road", "zh-CN": "示例路 1 号" }, contact: "legal@example.com" },
    ...changes,
  };
}

function publicationsOf(versionId: string, plan: VersionPlan): Publication[] {
  const { announced = plan.effective ?? "2026-01-01", effective } = plan;
  const usual = { versionId, earliestAt: at(announced), noticeDays: 30, zone: "Asia/Shanghai", reason: "reason", notice: {} };
  const rows: Publication[] = [
    { ...usual, id: `pub_${versionId}a`, act: "announced", happenedAt: at(announced), recordedAt: at(announced), effectiveAt: effective && at(effective) },
  ];
  if (plan.postponed) {
    rows.push({ ...usual, id: `pub_${versionId}p`, act: "postponed", happenedAt: at(plan.postponed.on), recordedAt: at(plan.postponed.on), effectiveAt: at(plan.postponed.to) });
  }
  if (plan.withdrawn) rows.push({ ...usual, id: `pub_${versionId}w`, act: "withdrawn", happenedAt: at(plan.withdrawn), recordedAt: at(plan.withdrawn), effectiveAt: null });
  return rows;
}

type LinePlan = { actId?: string; method?: ActLine["method"]; follows?: string; purpose?: string };

/** A line of an act about a version (or one of its purposes), for the pure rules. */
export function lineOf(history: AgreementHistory, answer: { number: number; kind: ActLine["kind"]; on: string } & LinePlan): ActLine {
  const versionId = `ver_${history.slug}${answer.number}`;
  return {
    actId: answer.actId ?? `act_${answer.kind}${answer.number}${answer.on}`,
    kind: answer.kind,
    method: answer.method ?? "click",
    agreementId: history.id,
    versionId,
    subject: answer.purpose ? `${history.id}/${answer.purpose}` : versionId,
    followsActId: answer.follows ?? "",
    purpose: answer.purpose ?? null,
    happenedAt: at(answer.on),
  };
}
