import { newSession } from "#app/domain/access/session.server";
import type { Role } from "#app/domain/access/role";
import { readViewer } from "#app/http/viewer.server";
import { addActor } from "#test/support/actors";
import { openTestBrowser, type TestBrowser } from "#test/support/exchange";
import type { TestPortal } from "#test/support/portal";

/** A person at work: signed in, with the token that forms carry. */
export type Staff = { browser: TestBrowser; accountId: string; formToken: string };

/** A browser in which a new person with these roles is signed in. */
export async function openAs(portal: TestPortal, name: string, roles: Role[]): Promise<Staff> {
  const { accountId } = await addActor(portal, name, roles);
  return openAgain(portal, accountId);
}

/** A browser in which a person has just signed in. */
export async function openAgain(portal: TestPortal, accountId: string): Promise<Staff> {
  const { token, steps } = newSession(portal, { accountId, method: "password" });
  await portal.writer.commit({ steps });
  const browser = openTestBrowser(portal);
  browser.cookies.set("concordat", token);
  return { browser, accountId, formToken: (await readViewer(browser.get("/")))?.formToken ?? "" };
}
