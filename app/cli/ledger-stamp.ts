import { complain, print } from "#app/cli/print";
import { stampCheckpoint } from "#app/domain/evidence/time/time-token-stamp.server";
import { timeFaultSentence, timeTokenMessages } from "#app/messages/time-tokens";
import { openPortal } from "#app/portal.server";
import type { Settings } from "#app/settings";
import type { TimeTokenRow } from "#db/schema/ledger";

const WORDS = timeTokenMessages.en;

/** `concordat ledger stamp`: has the newest checkpoint stamped and prints what the token says. Throws what opening a portal and stampCheckpoint throw. */
export async function runStamp(settings: Settings): Promise<number> {
  const portal = await openPortal(settings);
  try {
    const stamp = await stampCheckpoint(portal);
    if (stamp.state !== "stamped") complain(stamp.state === "unset" ? WORDS.unset : timeFaultSentence(WORDS, stamp));
    else await print(tokenText(stamp.token));
    return stamp.state === "stamped" ? 0 : 1;
  } finally {
    await portal.close();
  }
}

function tokenText({ ledgerNumber, size, authority, genTime, anchorSha256 }: TimeTokenRow): string {
  const trust = anchorSha256 === null ? WORDS.untrusted : WORDS.trusted;
  return `ledger     ${ledgerNumber}\nsize       ${size}\ntime       ${genTime}\nauthority  ${authority}\ntrust      ${trust}\n`;
}
