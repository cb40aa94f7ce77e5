import { expect, test } from "vitest";
import { recordSettings } from "#app/domain/compliance/audit/settings.server";
import { withOwnAddress } from "#app/domain/notice/own-address.server";
import { readText } from "#app/domain/publication/catalog.server";
import { publish } from "#test/support/acceptance";
import { addPerson } from "#test/support/people";
import { openTestPortal, type TestPortal } from "#test/support/portal";
import { refusalOf } from "#test/support/refusal";

const SECOND = { number: 2, effectiveAt: "2026-05-01T00:00:00.000Z" };

/** Version 1 is in force, and what a server has said of its address is on record. */
async function opened({ served = null, isAnybodyThere = true }: { served?: string | null; isAnybodyThere?: boolean } = {}): Promise<TestPortal> {
  const portal = await openTestPortal({ at: "2026-03-01T08:00:00Z" });
  if (isAnybodyThere) await addPerson(portal);
  await publish(portal);
  if (served !== null) await recordSettings({ ...portal, settings: { ...portal.settings, publicUrl: served } });
  return portal;
}

async function announcementOf(portal: TestPortal): Promise<string> {
  const row = await portal.db.selectFrom("noticeTexts").select("textSha256").where("language", "=", "en").executeTakeFirstOrThrow();
  return readText(portal, row.textSha256);
}

test("a command without PUBLIC_URL writes the address of the server's last start into notices", async () => {
  const portal = await opened({ served: "https://terms.example.com" });
  await publish(await withOwnAddress(portal), SECOND);
  const text = await announcementOf(portal);
  expect(text).toContain("https://terms.example.com/agreements/general-terms/");
  expect(text).not.toContain("localhost");
});

test("a command with PUBLIC_URL keeps to it", async () => {
  const portal = await opened({ served: "https://terms.example.com" });
  const settings = { ...portal.settings, publicUrl: "https://new.example.com", publicUrlFrom: "setting" as const };
  await publish(await withOwnAddress({ ...portal, settings }), SECOND);
  expect(await announcementOf(portal)).toContain("https://new.example.com/");
});

test("where no address is known, nobody is told of anything; what tells nobody goes on", async () => {
  const portal = await opened();
  const before = await portal.db.selectFrom("publications").select("id").execute();
  expect(await refusalOf(async () => publish(await withOwnAddress(portal), SECOND))).toMatchObject({ code: "public-url-unknown" });
  expect(await portal.db.selectFrom("publications").select("id").execute()).toEqual(before);
  const empty = await opened({ isAnybodyThere: false });
  await expect(publish(await withOwnAddress(empty), SECOND)).resolves.toContain("ver_");
});
