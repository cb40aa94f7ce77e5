import { readFileSync } from "node:fs";
import { sha256Of } from "#app/domain/digest";
import { applyEdit } from "#app/domain/publication/drafting/apply-edit";
import type { DraftContent } from "#app/domain/publication/drafting/draft";
import { draftEdit } from "#app/domain/publication/drafting/draft-edit";
import { agreementProperties, versionManifest } from "#app/domain/publication/manifest";
import { openDraft, textIn, type OpenDraft } from "#app/domain/publication/drafting/open-draft";
import { proposedText } from "#app/domain/publication/later/proposal";
import { isCovered } from "#app/domain/text/outline";
import { propertiesOf } from "#test/support/builders";

/** A draft of these texts by language; ids c1, c2 … by place. */
export function draftWith(texts: Record<string, string>): DraftContent {
  const given = Object.entries(texts).map(([language, body]) => proposedText({ body, originalSha256: sha256Of(body), language, file: `${language}.md` }));
  const clauses = (given[0]?.outline.clauses ?? []).filter(isCovered).map((_, index) => ({ id: `c${index + 1}` }));
  return {
    origin: { by: "import", file: "test" },
    agreement: propertiesOf("general-terms", { bindingLanguage: given[0]?.language ?? "zh-CN" }),
    version: { version: 1, buildsOn: null, changeClass: "first", classReason: {}, summary: {}, clauses },
    texts: given.map(({ language, title, body, originalSha256 }) => ({ language, title, body, originalSha256 })),
  };
}

/** A shipped version as a draft. */
export function shippedDraft(slug: string, number: number): DraftContent {
  const read = (name: string) => readFileSync(`content/${slug}/${name}`, "utf8");
  const drafted = draftWith({ "zh-CN": read(`${number}.zh-CN.md`), en: read(`${number}.en.md`) });
  const version = versionManifest.parse(JSON.parse(read(`${number}.json`)));
  return { ...drafted, agreement: agreementProperties.parse(JSON.parse(read("agreement.json"))), version };
}

/** The draft after edits as a form would send them. */
export function edited(content: DraftContent, ...edits: object[]): OpenDraft {
  return edits.reduce<OpenDraft>((draft, edit) => applyEdit(draft, draftEdit.parse(edit)), openDraft(content));
}

/** The markdown of a text of a draft. */
export function sourceIn(draft: OpenDraft, language: string): string {
  return textIn(draft, language).clauses.map(({ source }) => source).join("");
}
