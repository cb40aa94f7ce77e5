import type { Instant } from "#app/domain/instant";
import { endingFor } from "#app/domain/publication/later/ending";
import type { AgreementHistory, Version } from "#app/domain/publication/history";
import { bindingTextOf, clausesOf, INSTALLATION, type ProposedText, type Proposal } from "#app/domain/publication/later/proposal";
import { versionsAt } from "#app/domain/publication/status";
import { DomainError } from "#app/domain/refusal";
import { applyManifest } from "#app/domain/text/outline";

/** What a proposal must be in itself, whatever was published before. Throws a refusal that names the file at fault. */
export function checkProposal(proposal: Proposal): void {
  checkBindingText(proposal);
  for (const text of proposal.texts) {
    checkTitle(text);
    checkFit(proposal, text);
    checkSummary(proposal, text);
  }
  checkAlignment(proposal);
  checkPurposes(proposal);
}

/** What a proposal must be after what was published. Throws a refusal that names the file at fault. */
export function checkPlace(proposal: Proposal, history: AgreementHistory | null, now: Instant): void {
  if (history) checkKind(proposal, history);
  if (history) checkClock(history, now);
  if (history) checkLasts(history, now);
  checkNumber(proposal, history);
  checkClass(proposal);
  checkBase(proposal, history, now);
  checkApprover(proposal);
}

function checkBindingText(proposal: Proposal): void {
  if (bindingTextOf(proposal)) return;
  const { agreement, version } = proposal.manifest;
  throw new DomainError("text-missing", {
    file: proposal.manifestFile,
    number: version.version,
    language: agreement.bindingLanguage,
  });
}

function checkTitle({ title, file }: ProposedText): void {
  if (title.trim() === "") throw new DomainError("title-missing", { file });
}

function checkFit({ manifest, manifestFile }: Proposal, { outline, file }: ProposedText): void {
  const fit = applyManifest(outline, manifest.version.clauses.map(({ id }) => id));
  if (fit.fits) return;
  if (fit.reason === "duplicate-id") throw new DomainError("clause-id-repeated", { file: manifestFile, id: fit.at.id ?? "" });
  throw new DomainError("manifest-misfit", { file, manifest: manifestFile, found: fit.clauses, expected: fit.ids });
}

function checkSummary({ manifest, manifestFile }: Proposal, { language }: ProposedText): void {
  const summary = manifest.version.summary[language] ?? "";
  if (summary.trim() === "") throw new DomainError("summary-missing", { file: manifestFile, language });
}

/** Ids go by place, so the texts of all languages must have the same levels in the same order. */
function checkAlignment(proposal: Proposal): void {
  const binding = bindingTextOf(proposal);
  const wanted = binding ? clausesOf(binding.outline) : [];
  for (const { outline, file } of proposal.texts) {
    clausesOf(outline).forEach((clause, index) => {
      const counterpart = wanted[index];
      if (!binding || !counterpart || counterpart.level === clause.level) return;
      throw new DomainError("texts-misaligned", {
        file,
        position: index + 1,
        number: clause.number ?? "–",
        binding: binding.file,
        bindingNumber: counterpart.number ?? "–",
      });
    });
  }
}

function checkPurposes({ manifest, manifestFile }: Proposal): void {
  const { kind, purposes = [] } = manifest.agreement;
  const codes = new Set(purposes.map(({ code }) => code));
  const fits = kind === "consent" ? codes.size > 0 && codes.size === purposes.length : codes.size === 0;
  if (!fits) throw new DomainError("purposes-unfit", { file: manifestFile, kind });
}

function checkKind({ manifest, manifestFile }: Proposal, { slug, kind }: AgreementHistory): void {
  const given = manifest.agreement.kind;
  if (given !== kind) throw new DomainError("agreement-kind-fixed", { file: manifestFile, slug, kind, given });
}

/** Publications are told apart and ordered by their instants: a clock that was set back would reorder them. Throws clock-behind. */
export function checkClock({ publications, endings, marks }: AgreementHistory, now: Instant): void {
  const latestAt = [...publications, ...endings, ...marks].reduce((latest, { happenedAt }) => (happenedAt > latest ? happenedAt : latest), "");
  if (now < latestAt) throw new DomainError("clock-behind", { now, latestAt });
}

function checkLasts(history: AgreementHistory, now: Instant): void {
  const ending = endingFor(history, null, now);
  if (ending) throw new DomainError("agreement-ended", { slug: history.slug, effectiveAt: ending.effectiveAt });
}

function checkNumber({ manifest, manifestFile }: Proposal, history: AgreementHistory | null): void {
  const number = manifest.version.version;
  const next = (history?.versions.at(-1)?.number ?? 0) + 1;
  if (number !== next) throw new DomainError("number-not-next", { file: manifestFile, number, next });
}

function checkClass({ manifest, manifestFile }: Proposal): void {
  const { version: number, changeClass } = manifest.version;
  const isFit = (changeClass === "first") === (number === 1);
  if (!isFit) throw new DomainError("class-unfit", { file: manifestFile, number, changeClass });
}

function checkBase(proposal: Proposal, history: AgreementHistory | null, now: Instant): void {
  const { version: number, buildsOn } = proposal.manifest.version;
  const isFit = number === 1 ? buildsOn === null : liveVersions(history, now).some((version) => version.number === buildsOn);
  if (!isFit) throw new DomainError("base-unknown", { file: proposal.manifestFile, number, buildsOn: buildsOn ?? "null" });
}

/** The versions that were published and not withdrawn. */
function liveVersions(history: AgreementHistory | null, now: Instant): Version[] {
  const dated = history ? versionsAt(history, now) : [];
  return dated.filter(({ status }) => status !== "withdrawn").map(({ version }) => version);
}

function checkApprover({ authorId, approverId }: Proposal): void {
  if (authorId === approverId && authorId !== INSTALLATION) throw new DomainError("approver-is-author");
}
