import { resolve } from "node:path";
import type { ServerBuild } from "@remix-run/node";
import { openOperatorLink } from "#app/domain/access/first-operator.server";
import { startSweeping } from "#app/domain/access/sweep.server";
import { recordSettings } from "#app/domain/compliance/audit/settings.server";
import { startAuditStream } from "#app/domain/compliance/audit/stream.server";
import { startCounting } from "#app/domain/compliance/counted-ahead.server";
import { startErasures } from "#app/domain/evidence/erasure/schedule.server";
import { readRetention } from "#app/domain/evidence/retention/file.server";
import { startPlans } from "#app/domain/evidence/retention/run.server";
import { startRetention } from "#app/domain/evidence/retention/sweep.server";
import { readTimeAnchors } from "#app/domain/evidence/time/time-authority.server";
import { startTimeTokens } from "#app/domain/evidence/time/time-token-schedule.server";
import { startLedgerCheck } from "#app/domain/evidence/ledger/check.server";
import { startDelivery } from "#app/domain/notice/delivery/delivery.server";
import { startReceipts } from "#app/domain/notice/telling/receipts.server";
import { startReminders } from "#app/domain/notice/telling/reminders.server";
import { startSiteChecks } from "#app/domain/notice/public/site-check-schedule.server";
import { loadContent } from "#app/domain/publication/files/content.server";
import { DomainError } from "#app/domain/refusal";
import { faultAdvice, faultSentence, ledgerMessages } from "#app/messages/ledger";
import { problemMessages } from "#app/messages/problems";
import { timeFaultSentence, timeTokenMessages } from "#app/messages/time-tokens";
import { openPortal, type Portal } from "#app/portal.server";
import { openServer, type RunningServer } from "#app/server";
import { readSettings } from "#app/settings";

/** `npm start`: opens the folder named by the settings, loads the content, and serves until asked to stop. */
export async function serve(build: ServerBuild): Promise<void> {
  const portal = await openPortal(readSettings(process.env));
  try {
    await readRetention(portal.settings);
    await readTimeAnchors(portal.settings);
    await recordSettings(portal);
    if (!portal.ledger.fault()) await bringInContent(portal);
    const running = await openPublicServer(build, portal);
    await greet(running);
    stopOnSignal(running);
  } catch (error) {
    await portal.close();
    throw error instanceof DomainError ? new Error(sentenceOf(error), { cause: error }) : error;
  }
}

async function bringInContent(portal: Portal): Promise<void> {
  const folder = portal.settings.contentDir;
  const { published, drafted } = await loadContent(portal, { folder });
  if (published.length > 0) say(`Published from ${folder}: ${published.map(nameOf).join(", ")}`);
  if (drafted.length > 0) say(`New drafts from ${folder}: ${drafted.map(nameOf).join(", ")}`);
}

/** What is wrong with the ledger, at the start or later, stands on the operator's console with what to do. */
function tellWhenStopped({ ledger }: Portal): void {
  const words = ledgerMessages.en;
  void ledger.whenStopped.then((fault) => process.stderr.write(`${words.stopped(faultSentence(words, fault), faultAdvice(words, fault))}\n`));
}

function tellNoStamp(failed: Parameters<typeof timeFaultSentence>[1]): void {
  process.stderr.write(`${timeFaultSentence(timeTokenMessages.en, failed)}\n`);
}

function sentenceOf({ code, details }: DomainError): string {
  const { title, advice } = problemMessages.en[code](details);
  return `${title}. ${advice}`;
}

/** The server with the work that goes on beside it: mails, removing what has ended, and erasures. */
export async function openPublicServer(build: ServerBuild, portal: Portal): Promise<RunningServer> {
  tellWhenStopped(portal);
  const running = await openServer(build, portal);
  const work = [startDelivery(portal), startSweeping(portal), startRetention(portal), startPlans(portal), startErasures(portal), startLedgerCheck(portal), startTimeTokens(portal, tellNoStamp), startSiteChecks(portal), startReceipts(portal), startReminders(portal), startCounting(portal), startAuditStream(portal)];
  return {
    ...running,
    async close() {
      await Promise.all(work.map((each) => each.stop()));
      await running.close();
    },
  };
}

async function greet({ portal }: RunningServer): Promise<void> {
  const { publicUrl, dataDir, smtpUrl } = portal.settings;
  say(`Concordat is at ${publicUrl}`);
  say(`Everything it keeps is in ${resolve(dataDir)}`);
  if (smtpUrl === null) say(`No mail server is set (SMTP_URL): mails are written to ${resolve(dataDir, "mail")}`);
  const link = await openOperatorLink(portal);
  if (link !== null) say(`Make the first operator's account here (the link works once): ${link}`);
}

/** The first signal drains, a second one ends at once. */
function stopOnSignal(running: RunningServer): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      process.once(signal, () => process.exit(1));
      void running.close();
    });
  }
}

function nameOf({ slug, number }: { slug: string; number: number }): string {
  return `${slug} ${number}`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
