import type { Instant } from "#app/domain/instant";
import type { AgreementProperties, VersionManifest } from "#app/domain/publication/manifest";
import { clausesOf, INSTALLATION, proposedText, type Proposal } from "#app/domain/publication/later/proposal";
import { readSource } from "#app/domain/publication/files/source";
import { propertiesOf } from "#test/support/builders";

const CHINESE = "# 通用条款\n\n欢迎使用。\n\n1. 范围\n\n1.1. 本条款适用于全部服务。\n\n1.2. 另有约定的，从其约定。\n\n2. 变更\n\n2.1. 变更提前三十日公告。\n";
const ENGLISH = "# General Terms\n\nWelcome.\n\n1. Scope\n\n1.1. These terms govern all services.\n\n1.2. Other terms may prevail.\n\n2. Changes\n\n2.1. Changes are announced 30 days ahead.\n";

export type ProposalPlan = {
  slug?: string;
  number?: number;
  /** Markdown by language in place of the usual texts. */
  texts?: Record<string, string>;
  properties?: Partial<AgreementProperties>;
  version?: Partial<VersionManifest>;
  effectiveAt?: Instant;
  authorId?: string;
  approverId?: string;
};

/** A proposal with the usual small agreement in Chinese (binding) and English; what the plan names differs. */
export function proposalOf(plan: ProposalPlan = {}): Proposal {
  const { number = 1 } = plan;
  const given = plan.texts ?? { "zh-CN": CHINESE, en: ENGLISH };
  const texts = Object.entries(given).map(([language, text]) => {
    const file = `${number}.${language}.md`;
    return proposedText({ ...readSource(Buffer.from(text), file), language, file });
  });
  const said = { "zh-CN": `第 ${number} 版`, en: `Version ${number}` };
  return {
    manifest: {
      agreement: propertiesOf(plan.slug ?? "general-terms", plan.properties),
      version: {
        version: number,
        buildsOn: number === 1 ? null : number - 1,
        changeClass: number === 1 ? "first" : "ordinary",
        classReason: said,
        summary: said,
        clauses: (texts[0] ? clausesOf(texts[0].outline) : []).map((_clause, index) => ({ id: `c-${index + 1}` })),
        ...plan.version,
      },
    },
    manifestFile: `${number}.json`,
    texts,
    effectiveAt: plan.effectiveAt ?? null,
    authorId: plan.authorId ?? INSTALLATION,
    approverId: plan.approverId ?? INSTALLATION,
    reason: "test",
  };
}
