import { readArguments } from "#app/cli/arguments";
import { print } from "#app/cli/print";
import { UsageError } from "#app/cli/usage";
import { findPersonAccount } from "#app/domain/acceptance/party.server";
import { reportUse, type UseActor, type UseOutcome } from "#app/domain/acceptance/use.server";
import { findAccount } from "#app/domain/access/holder.server";
import { DomainError } from "#app/domain/refusal";
import { describeFinding } from "#app/messages/deeming";
import { openPortal, type Portal } from "#app/portal.server";
import { readSettings } from "#app/settings";

const OPTIONS = { party: { type: "string" }, actor: { type: "string" }, json: { type: "boolean" } } as const;

/** `concordat use --party ID`: reports that the service is used now, and prints what it came to. Throws UsageError, refusals. */
export async function runUse(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, OPTIONS);
  const { party: partyId, actor: address } = values;
  if (partyId === undefined || positionals.length > 0) throw new UsageError("use takes --party ID, such as --party pty_…, and no file");
  const portal = await openPortal(readSettings(process.env));
  try {
    const actor = await readActor(portal, { partyId, address: address ?? null });
    const outcome = await reportUse(portal, { partyId, actor, source: "command" });
    await print(values.json ? `${JSON.stringify(outcome)}\n` : useText(outcome));
    return 0;
  } finally {
    await portal.close();
  }
}

/** The account with the address; without one, that of the person itself. */
async function readActor(portal: Portal, { partyId, address }: { partyId: string; address: string | null }): Promise<UseActor> {
  if (address === null) {
    const own = await findPersonAccount(portal, partyId);
    if (own === null) throw new UsageError("nobody's own account is that party: name who uses the service with --actor ADDRESS");
    return { accountId: own, own: { partyId } };
  }
  const account = await findAccount(portal, address);
  if (account === null) throw new DomainError("authority-missing");
  return { accountId: account.id, own: { partyId: account.partyId } };
}

/** What a use came to, in lines. Times are told in UTC. */
export function useText({ deemed, open }: UseOutcome): string {
  const taken = deemed.map(({ slug, number, grade, actId }) => `${slug} version ${number}: taken as accepted, grade ${grade}, record ${actId}`);
  const waiting = open.flatMap(({ slug, number, missing, from }) => [
    `${slug} version ${number}: not taken as accepted${from === null ? "; use alone never will be" : `; use from ${from} on may be`}`,
    ...missing.map((each) => `  ${describeFinding(each, { language: "en", zone: "UTC" })}`),
  ]);
  const lines = [...taken, ...waiting];
  return lines.length === 0 ? "No change waits for an answer of this party.\n" : `${lines.join("\n")}\n`;
}
