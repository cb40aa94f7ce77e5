import { deemingRuleOf } from "#app/domain/acceptance/deeming-rule";
import { judgeRules } from "#app/domain/compliance/rules/judge";
import { LAWS, type Law } from "#app/domain/compliance/rules/law";
import type { RuleFacts, RuleResult } from "#app/domain/compliance/rules/rule";
import { countUnanswered } from "#app/domain/evidence/explanations/reading.server";
import { readRetention } from "#app/domain/evidence/retention/file.server";
import { readHistories } from "#app/domain/publication/catalog.server";
import { hasEnded } from "#app/domain/publication/later/ending";
import type { AgreementHistory, Version } from "#app/domain/publication/history";
import type { ClauseFlag } from "#app/domain/publication/manifest";
import { noticeDaysFor } from "#app/domain/publication/notice-rule";
import { inForceAt, versionsAt } from "#app/domain/publication/status";
import { DomainError } from "#app/domain/refusal";
import type { Portal } from "#app/portal.server";
import { selectPeriodOpenings } from "#db/compliance/rules";

type Reading = Pick<Portal, "db" | "now" | "settings">;

/** What the rules of the declared laws come to for an agreement: of all laws where none is declared. */
export type RuleCheck = { slug: string; version: Version; laws: readonly Law[]; isDeclared: boolean; results: RuleResult[] };

/** Looks at one agreement. Throws agreement-unknown, and what reading the portal's periods refuses. */
export async function checkRules(portal: Reading, slug: string): Promise<RuleCheck> {
  const history = (await readHistories(portal)).find((each) => each.slug === slug);
  const version = history && versionOf(history, portal);
  if (!history || !version) throw new DomainError("agreement-unknown", { slug: slug.slice(0, 80) });
  const { laws: declared } = portal.settings;
  const laws = declared.length === 0 ? LAWS : declared;
  return { slug, version, laws, isDeclared: declared.length > 0, results: judgeRules(await readFacts(portal, history, version), laws) };
}

/** Looks at every published agreement that has not ended. */
export async function checkAllRules(portal: Reading): Promise<RuleCheck[]> {
  const going = (await readHistories(portal)).filter((history) => versionOf(history, portal) && !hasEnded(history, null, portal.now()));
  return Promise.all(going.map(({ slug }) => checkRules(portal, slug)));
}

/** The version in force; before there is one, the newest. */
function versionOf(history: AgreementHistory, { now }: Pick<Portal, "now">): Version | null {
  return inForceAt(history, now())?.version ?? history.versions.at(-1) ?? null;
}

async function readFacts(portal: Reading, history: AgreementHistory, version: Version): Promise<RuleFacts> {
  const { settings } = portal;
  const { agreement } = version.manifest;
  const { evidence, device } = await readRetention(settings);
  const { isOn, customerKinds, minimumGrade } = deemingRuleOf(agreement);
  return {
    slug: history.slug,
    kind: history.kind,
    isInForce: inForceAt(history, portal.now()) !== null,
    noticeDays: noticeDaysFor(agreement, ["amend"]),
    chargeNoticeDays: noticeDaysFor(agreement, ["startCharging"]),
    deeming: { isOn, hasConsumers: customerKinds.includes("consumer"), minimumGrade },
    clauses: { conspicuous: flagged(version, "conspicuous"), change: flagged(version, "changeClause"), weighty: flagged(version, "liability", "jurisdiction") },
    hadComments: await hadComments(portal, history),
    languages: version.texts.map(({ language }) => language),
    versionCount: history.versions.length,
    purposeCount: agreement.purposes?.length ?? 0,
    waitingQuestions: await countUnanswered(portal),
    sendsMail: settings.smtpUrl !== null,
    hasTimeAuthority: settings.timeAuthorityUrl !== null,
    copyDays: settings.copyDays,
    evidenceMonths: monthsOf(evidence.period),
    deviceMonths: monthsOf(device.period),
  };
}

function flagged({ clauses }: Version, ...flags: ClauseFlag[]): string[] {
  return clauses.filter((clause) => flags.some((flag) => clause.flags.includes(flag))).map(({ number, id }) => number ?? id);
}

/** Whether readers could comment between the announcement of the version before the latest change and its own. */
async function hadComments({ db, now }: Reading, history: AgreementHistory): Promise<boolean | null> {
  const [latest, former] = versionsAt(history, now()).toReversed();
  if (!latest || !former) return null;
  const opened = await selectPeriodOpenings(db, history.slug);
  return opened.some((at) => at > former.announcedAt && at < latest.announcedAt);
}

function monthsOf(period: { months: number } | { days: number }): number {
  return "months" in period ? period.months : Math.floor(period.days / 31);
}
