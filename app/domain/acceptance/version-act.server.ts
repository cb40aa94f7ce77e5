import type { ActLine } from "#app/domain/acceptance/act-line";
import { textFor, bindingText } from "#app/domain/acceptance/offer";
import type { Delegation } from "#app/domain/access/delegation";
import { actContent } from "#app/domain/evidence/entries/act";
import { newEntry } from "#app/domain/evidence/new-entry";
import type { AgreementHistory, Version } from "#app/domain/publication/history";
import type { JsonObject } from "#app/ledger/canonical";
import type { Portal } from "#app/portal.server";
import { insertRow, type NewEntry, type Step } from "#db/commit";
import { findSignIn } from "#db/evidence";
import { findNewestEntry } from "#db/ledger/recorded";
import type { ActLineRow, ActRow } from "#db/schema/acceptance";

/** An act about one version that no screen was shown for: an objection, or a deemed acceptance. */
export type VersionAct = {
  act: ActRow;
  history: AgreementHistory;
  version: Version;
  subject: string;
  /** The end of the subject's chain. */
  follows: ActLine | null;
  replacesActId: string | null;
  delegation: Delegation | null;
  commitments: Record<string, string>;
  basis: JsonObject;
};

/** The rows of the act and its line, and its entry in the ledger. */
export async function versionActCommit(portal: Pick<Portal, "db" | "ledger">, about: VersionAct): Promise<{ steps: Step[]; entry: NewEntry }> {
  const { act, version, delegation, commitments, basis } = about;
  const line = lineRow(about);
  const { manifestSha256, manifest } = version;
  const recordIds = [line.followsActId, line.replacesActId ?? ""].filter((id) => id !== "");
  const ledger = portal.ledger.open();
  const prev = await findNewestEntry(portal.db, { ledgerNumber: ledger.number, recordIds });
  const signIn = act.signInId === null ? null : await findSignIn(portal.db, act.signInId);
  const lines = [{ ...line, manifestSha256, bindingLanguage: manifest.agreement.bindingLanguage }];
  const content = actContent({ act, lines, presentation: null, signIn, prev, delegation, commitments, basis });
  return { steps: [insertRow("acts", act), insertRow("actLines", line)], entry: newEntry(ledger, content) };
}

function lineRow({ act, history, version, subject, follows, replacesActId }: VersionAct): ActLineRow {
  const shown = textFor(version, act.language);
  return {
    actId: act.id,
    position: 0,
    partyId: act.partyId,
    subject,
    followsActId: follows?.actId ?? "",
    agreementId: history.id,
    versionId: version.id,
    language: shown.language,
    shownSha256: shown.sha256,
    bindingSha256: bindingText(version).sha256,
    precedence: version.manifest.agreement.precedence,
    purpose: null,
    conspicuousJson: "[]",
    replacesActId,
    happenedAt: act.happenedAt,
    recordedAt: act.recordedAt,
  };
}
