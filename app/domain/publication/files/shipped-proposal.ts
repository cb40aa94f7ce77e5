import type { DraftContent } from "#app/domain/publication/drafting/draft";
import { INSTALLATION, proposedText, type Proposal } from "#app/domain/publication/later/proposal";
import type { ShippedAgreement, ShippedVersion } from "#app/domain/publication/files/shipped";

/** A shipped version as a proposal by the installation, for the earliest instant. */
export function shippedProposal({ properties }: ShippedAgreement, version: ShippedVersion): Proposal {
  return {
    manifest: { agreement: properties, version: version.manifest },
    manifestFile: version.file,
    texts: version.texts.map((text) => proposedText(text)),
    effectiveAt: null,
    authorId: INSTALLATION,
    approverId: INSTALLATION,
    reason: "shipped with the installation",
  };
}

/** The draft that a proposal read from files makes. `file` is as the content folder or the person names it. */
export function draftOf(proposal: Proposal, origin: DraftContent["origin"]): DraftContent {
  return {
    origin,
    agreement: proposal.manifest.agreement,
    version: proposal.manifest.version,
    texts: proposal.texts.map(({ language, title, body, originalSha256 }) => ({ language, title, body, originalSha256 })),
  };
}
