import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { expect, onTestFinished, vi } from "vitest";
import type { ServerBuild } from "@remix-run/node";
import { openOperatorLink } from "#app/domain/access/first-operator.server";
import type * as content from "#app/domain/publication/files/content.server";
import type { Portal } from "#app/portal.server";
import type * as portals from "#app/portal.server";
import type * as serving from "#app/serve";
import { remindDue } from "#app/domain/notice/telling/reminders.server";
import { announcementText } from "#app/domain/notice/texts/announcement";
import { LANGUAGES } from "#app/messages/catalogue";
import { readSettings } from "#app/settings";
import { publish } from "#test/support/acceptance";
import { openBrowser } from "#test/support/browser";
import { tellParty } from "#test/support/inbox";
import { versionFacts } from "#test/support/notice-facts";
import { at } from "#test/support/portal";
import type { ProposalPlan } from "#test/support/proposal";
import { temporaryFolder } from "#test/support/store";
import { loadBuild } from "../../bin/build.mjs";

/** What the bundle gives: journeys drive what people run, not the sources. */
type Bundle = {
  entry: { module: Pick<typeof portals, "openPortal"> & Pick<typeof content, "loadContent"> & Pick<typeof serving, "openPublicServer"> };
} & ServerBuild;

export type Journey = {
  url: string;
  browser: Browser;
  /** Sets what the portal takes for now. */
  clock: { set(instant: string): void };
  /** A page of a new person: own cookies, language, width; script may be off. */
  newPage(person?: Person): Promise<Page>;
  /** Makes an account by the sign-up page, confirms its address and signs in: the page ends at home. */
  signUp(page: Page, address: string): Promise<void>;
  /** Signs in by the page; ends at home, or at the gate where something is asked. */
  signIn(page: Page, address: string): Promise<void>;
  /** Publishes a version as the plan says, and brings its notice to whom it concerns. */
  publish(plan: ProposalPlan): Promise<void>;
  /** The address with which the first operator makes an account, as the server prints it at its start. */
  operatorLink(): Promise<string>;
  /** Reminds of what is due now, and brings the reminders to whom they concern. */
  remind(): Promise<void>;
  /** The address with which the newest mail to an address lets reminders be switched off; waits until there is one. */
  unsubscribeFrom(address: string): Promise<string>;
  /** Tells the party of an address of an announced change, and brings the notice to its inbox; gives the delivery. */
  tell(address: string): Promise<string>;
  /** The newest mail to an address, decoded; waits until there is one with the word. */
  mailTo(address: string, word: string): Promise<string>;
};

export type Person = { locale?: "zh-CN" | "en"; width?: 390 | 1280; javaScriptEnabled?: boolean; colorScheme?: "light" | "dark" };

/** A portal with the shipped content, or another folder's, served from the bundle on a free port, at the given instant. */
export async function openJourney(options: { at: string; contentDir?: string }): Promise<Journey> {
  const bundle = (await loadBuild()) as Bundle;
  const { openPortal, loadContent, openPublicServer } = bundle.entry.module;
  const folder = await temporaryFolder();
  let now = at(options.at);
  const settings = { ...readSettings({ DATA_DIR: join(folder, "data"), HOST: "127.0.0.1" }), port: 0 };
  const portal = await openPortal(settings, { kind: "demo", now: () => now });
  await loadContent(portal, { folder: options.contentDir ?? settings.contentDir });
  const running = await openPublicServer(bundle, portal);
  portal.settings.publicUrl = running.url;
  const browser = await openBrowser();
  onTestFinished(async () => {
    await browser.close();
    await running.close();
  });
  const mailTo = (address: string, word: string) => findMail(join(folder, "data", "mail"), address, word);
  return {
    url: running.url,
    browser,
    clock: { set: (instant) => void (now = at(instant)) },
    newPage: (person) => newPage(browser, running.url, person),
    mailTo,
    tell: async (address) => {
      const texts = LANGUAGES.map((language) => announcementText(versionFacts(), language));
      return tellParty(portal, { partyId: (await portal.keys.findByAddress(address)) ?? "", texts }, broughtOut);
    },
    remind: async () => {
      await remindDue(portal);
      await broughtOut(portal);
    },
    unsubscribeFrom: (address) => findUnsubscribe(join(folder, "data", "mail"), address),
    operatorLink: async () => (await openOperatorLink(portal)) ?? "",
    signUp: (page, address) => signUp(page, { address, mailTo }),
    signIn,
    publish: async (plan) => {
      await publish(portal, plan);
      await broughtOut(portal);
    },
  };
}

/** Waits until the server's own worker has brought every notice to whom it is for. */
async function broughtOut({ db }: Pick<Portal, "db">): Promise<void> {
  const isOpen = db.selectFrom("fanOuts").select("noticeId").where("finishedAt", "is", null).limit(1);
  await vi.waitFor(async () => expect(await isOpen.execute()).toEqual([]), { timeout: 30_000, interval: 50 });
}

const PASSWORD = "wire fence orchard nine";

/** By the ids of fields: the words on the pages are in the person's language. */
async function signUp(page: Page, { address, mailTo }: { address: string; mailTo: Journey["mailTo"] }): Promise<void> {
  await page.goto("/sign-up");
  await page.locator("#address").fill(address);
  await page.locator("#password").fill(PASSWORD);
  await page.locator("#customerKind").check();
  await page.locator("main form button").click();
  const mail = await mailTo(address, "/confirm/");
  await page.goto(/\/confirm\/[\w-]+/.exec(mail)?.[0] ?? "");
  await page.locator("main form button").click();
  await signIn(page, address);
}

async function signIn(page: Page, address: string): Promise<void> {
  await page.goto("/sign-in");
  await page.locator("#address").fill(address);
  await page.locator("#password").fill(PASSWORD);
  await page.locator("main form button").click();
  await page.waitForURL(({ pathname }) => pathname !== "/sign-in");
}

async function newPage(browser: Browser, baseURL: string, person: Person = {}): Promise<Page> {
  const { locale = "zh-CN", width = 1280, javaScriptEnabled = true, colorScheme = "light" } = person;
  const context = await browser.newContext({ baseURL, locale, javaScriptEnabled, colorScheme, viewport: { width, height: 844 } });
  return context.newPage();
}

async function findUnsubscribe(folder: string, address: string): Promise<string> {
  return vi.waitFor(
    async () => {
      const files = (await readdir(folder).catch(() => [])).sort().reverse();
      const mails = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
      const unfolded = mails.filter((mail) => mail.includes(`To: ${address}`)).map((mail) => mail.replace(/\r?\n[ \t]+/g, ""));
      const found = unfolded.flatMap((mail) => /^List-Unsubscribe:\s*<([^>]+)>/im.exec(mail)?.[1] ?? [])[0];
      if (found === undefined) throw new Error(`no mail to ${address} that can be unsubscribed`);
      return found;
    },
    { timeout: 30_000, interval: 100 },
  );
}

/** Waits for the newest mail file to the address whose text has the word. */
async function findMail(folder: string, address: string, word: string): Promise<string> {
  return vi.waitFor(
    async () => {
      const files = (await readdir(folder).catch(() => [])).sort().reverse();
      const mails = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
      const found = mails.find((mail) => mail.includes(`To: ${address}`) && textOf(mail).includes(word));
      if (found === undefined) throw new Error(`no mail to ${address} with ${word}`);
      return textOf(found);
    },
    { timeout: 30_000, interval: 100 },
  );
}

/** The text of a mail of one part. */
function textOf(mail: string): string {
  const [head = "", ...rest] = mail.split(/\r?\n\r?\n/);
  const body = rest.join("\n\n");
  if (/^content-transfer-encoding: base64/im.test(head)) return Buffer.from(body, "base64").toString("utf8");
  if (!/^content-transfer-encoding: quoted-printable/im.test(head)) return body;
  const bytes = body.replace(/=\r?\n/g, "").replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
