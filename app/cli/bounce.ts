import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { readArguments } from "#app/cli/arguments";
import { faultOf } from "#app/cli/input-file";
import { complain, print } from "#app/cli/print";
import { MOST_BOUNCE_BYTES, takeBounce, type Bounced } from "#app/domain/notice/reports/bounce.server";
import { DomainError } from "#app/domain/refusal";
import { problemMessages } from "#app/messages/problems";
import { openPortal, PortalError, type Portal } from "#app/portal.server";
import { readSettings } from "#app/settings";

/** What mail servers take for "try again later" (EX_TEMPFAIL of sysexits.h): the mail stays in their queue. */
const LATER = 75;

const SENTENCES: Record<Bounced["outcome"], string> = {
  recorded: "recorded",
  known: "known already, and counted once",
  "no-report": "ignored: it is no report of a mail server about a delivery, or says nothing that counts",
  "not-ours": "ignored: it names no delivery of this portal",
  unknown: "ignored: this portal has no such delivery (any more)",
  forged: "refused: it names a delivery without the mark of this portal",
};

/**
 * `concordat bounce [FILE…]`: takes in mails about deliveries, each from a file or one from standard input. Gives 1 when one was refused, and 75 when the portal
 * cannot record now. Throws UsageError, and refusals that name a file.
 */
export async function runBounce(args: string[], folder: string): Promise<number> {
  const { positionals: files } = readArguments(args, {});
  const mails = files.length === 0 ? [{ name: "-", bytes: await readStart(process.stdin) }] : await Promise.all(files.map((file) => readMail(file, folder)));
  try {
    const portal = await openPortal(readSettings(process.env));
    return await takeAll(portal, mails).finally(() => portal.close());
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === null) throw error;
    complain(`concordat: not recorded, try again later: ${reason}`);
    return LATER;
  }
}

async function takeAll(portal: Portal, mails: readonly { name: string; bytes: Uint8Array }[]): Promise<number> {
  let hasForged = false;
  for (const { name, bytes } of mails) {
    const taken = await takeBounce(portal, bytes);
    hasForged ||= taken.outcome === "forged";
    const about = "deliveryId" in taken ? `${taken.deliveryId} ${taken.state}: ` : "";
    await print(`${name}: ${about}${SENTENCES[taken.outcome]}\n`);
  }
  return hasForged ? 1 : 0;
}

async function readMail(file: string, folder: string): Promise<{ name: string; bytes: Uint8Array }> {
  try {
    return { name: file, bytes: await readStart(createReadStream(resolve(folder, file))) };
  } catch (error) {
    throw new DomainError("file-unreadable", { file, fault: faultOf(error) });
  }
}

/** The beginning, as far as it is needed. All is read, so that the mail server's pipe does not break. */
async function readStart(stream: NodeJS.ReadableStream): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    if (length < MOST_BOUNCE_BYTES) chunks.push(bytes);
    length += bytes.length;
  }
  return Buffer.concat(chunks);
}

function reasonOf(error: unknown): string | null {
  if (error instanceof PortalError) return error.message;
  if (!(error instanceof DomainError)) return null;
  const { title, advice } = problemMessages.en[error.code](error.details);
  return `${title}. ${advice}`;
}
