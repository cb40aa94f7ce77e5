import { listDelegations } from "#app/domain/access/delegation.server";
import { readAccount } from "#app/domain/access/holder.server";
import { parseLeftAgreements, printedClause, survivingClauses } from "#app/domain/access/leaving";
import { readName } from "#app/domain/access/profile.server";
import { textFor } from "#app/domain/acceptance/offer";
import { writeMail } from "#app/domain/notice/channels/mail";
import { mailStep } from "#app/domain/notice/channels/send.server";
import { readHistories } from "#app/domain/publication/catalog.server";
import type { AgreementHistory } from "#app/domain/publication/history";
import type { Language } from "#app/messages/catalogue";
import type { Portal } from "#app/portal.server";
import type { Step } from "#db/commit";
import type { LeavingRow } from "#db/schema/leavings";

/** The mails that tell of a leaving: to the account that left and, of an organisation, also to its owner account. */
export async function leftMails(portal: Portal, row: LeavingRow): Promise<Step[]> {
  const isOrganisation = row.delegationId !== null;
  const owner = isOrganisation ? await ownerOf(portal, row.partyId) : null;
  const organisation = isOrganisation ? await readName(portal, row.partyId) : null;
  const histories = await readHistories(portal);
  const told = [...new Set([row.actorId, owner ?? row.actorId])].map((accountId) => mailTo(portal, { accountId, organisation, histories, row }));
  return (await Promise.all(told)).flat();
}

async function ownerOf(portal: Portal, partyId: string): Promise<string | null> {
  for (let before: string | null = null; ; ) {
    const { delegations, next } = await listDelegations(portal, { partyId }, before);
    const owner = delegations.find(({ relation }) => relation === "owner");
    if (owner || next === null) return owner?.actorId ?? null;
    before = next;
  }
}

type Mailing = { accountId: string; organisation: string | null; histories: AgreementHistory[]; row: LeavingRow };

async function mailTo(portal: Portal, { accountId, organisation, histories, row }: Mailing): Promise<Step[]> {
  const account = await readAccount(portal, accountId);
  if (!account) return [];
  const { publicUrl } = portal.settings;
  const { address: to, language } = account;
  const told = { organisation, dataUntil: row.dataUntil, ended: endedLines(histories, row, language), link: `${publicUrl}/leave` };
  return [await mailStep(portal, account.partyId, writeMail({ to, language, publicUrl }, (texts) => texts.left(told)))];
}

/** A line for each agreement that ended: its title, the version that bound, and the numbers of the clauses that go on binding. */
function endedLines(histories: readonly AgreementHistory[], row: LeavingRow, language: Language) {
  return parseLeftAgreements(row.agreementsJson).flatMap(({ agreementId, versionId }) => {
    const version = histories.find(({ id }) => id === agreementId)?.versions.find(({ id }) => id === versionId);
    if (!version) return [];
    return [{ title: textFor(version, language).title, number: version.number, surviving: survivingClauses(version).map(printedClause) }];
  });
}
