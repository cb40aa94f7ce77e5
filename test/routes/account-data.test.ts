import { expect, test } from "vitest";
import { loader as loadFile } from "#app/routes/account-data-file";
import { loader } from "#app/routes/account-data";
import { acceptTerms, CIRCUMSTANCES, publish } from "#test/support/acceptance";
import { actingFor, addConfirmed, found, grant } from "#test/support/organisation";
import { openTestPortal } from "#test/support/portal";
import { requestOf, thrownBy } from "#test/support/pages";
import { sessionCookie } from "#app/http/session.server";
import { contextOf } from "#test/support/exchange";
import type { Portal } from "#app/portal.server";

function asked(portal: Portal, { token }: { token: string }, path = "/account/data") {
  const cookie = sessionCookie(contextOf(portal), token).split(";")[0] ?? "";
  return requestOf(portal, { path, headers: { cookie, "accept-language": "en" } });
}

async function openReader() {
  const portal = await openTestPortal({ at: "2026-03-01" });
  await publish(portal);
  const person = await addConfirmed(portal, "li.ming@example.com");
  return { portal, person };
}

test("a person sees by kind what is kept, for how long and why, with links to receipts, and downloads the same", async () => {
  const { portal, person } = await openReader();
  const outcome = await acceptTerms(portal, person);
  const { view } = await loader(asked(portal, person));
  expect(view.organisation).toBeNull();
  expect(view.facts.map(({ value }) => value)).toContain("li.ming@example.com");
  const part = (name: string) => view.sections.find((section) => section.part === name);
  expect(part("acts")).toMatchObject({ rows: [{ href: `/receipts/${"actId" in outcome ? outcome.actId : ""}`, words: expect.stringContaining("Acceptance by a click") }] });
  expect(part("acts")?.kept.join(" ")).toMatch(/36 months.*limitation/);
  expect(part("device")?.rows[0]?.words).toContain(CIRCUMSTANCES.address);
  expect(part("mails")?.kept.join(" ")).toContain("30 days");
  const file = await loadFile(asked(portal, person, "/account/data.json"));
  expect(file.headers.get("Content-Disposition")).toMatch(/^attachment; filename="concordat-copy-2026-03-01\.json"$/);
  expect(file.headers.get("Cache-Control")).toBe("no-store");
  expect(await file.json()).toMatchObject({ schema: "concordat/copy/1", account: { address: "li.ming@example.com" }, acts: [{ kind: "acceptance" }] });
});

test("days and instants are told in the zone of the agreements, and languages by their names", async () => {
  const { portal } = await openReader();
  portal.clock.set("2026-03-01T18:00:00Z");
  const late = await addConfirmed(portal, "late@example.com");
  const { view } = await loader(asked(portal, late));
  expect(view.zone).toBe("Asia/Shanghai");
  expect(view.facts.map(({ value }) => value)).toEqual(expect.arrayContaining(["English", "2 March 2026"]));
});

test("who may accept for an organisation sees its data, and who may only use it does not", async () => {
  const { portal, person: owner } = await openReader();
  const clerk = await addConfirmed(portal, "clerk@example.com");
  const partyId = await found(portal, owner);
  await grant(portal, owner, clerk, { partyId, scopes: ["use"] });
  const { view } = await loader(asked(portal, await actingFor(portal, owner, partyId)));
  expect(view.organisation).toBe("Example Ltd.");
  expect(view.sections.map(({ part }) => part)).not.toContain("signIns");
  const acting = await actingFor(portal, clerk, partyId);
  expect(await thrownBy(loader(asked(portal, acting)))).toMatchObject({ status: 403 });
});

test("nobody sees it without a fresh sign-in", async () => {
  const { portal, person } = await openReader();
  portal.clock.set("2026-03-02");
  const answer: unknown = await loader(asked(portal, person)).catch((error: unknown) => error);
  expect(answer instanceof Response && answer.headers.get("Location")).toMatch(/^\/sign-in\/again\?to=/);
});
