import { expect, test } from "vitest";
import { chooseReminders, readReminderToken, reminderChoiceAddress, wantsReminders } from "#app/domain/notice/inbox/reminder-choice.server";
import { addActor } from "#test/support/actors";
import { openTestPortal } from "#test/support/portal";

async function openWithParty() {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const { partyId } = await addActor(portal, "li.ming", []);
  return { portal, partyId };
}

test("reminders come until a party chooses otherwise, and come again when it changes its mind", async () => {
  const { portal, partyId } = await openWithParty();
  const seen = [await wantsReminders(portal, partyId)];
  for (const chosen of [false, false, true]) {
    await chooseReminders(portal, { partyId, wantsReminders: chosen });
    seen.push(await wantsReminders(portal, partyId));
  }
  expect(seen).toEqual([true, false, false, true]);
});

test("the address in a reminder names its party, and nobody can make one for another", async () => {
  const { portal, partyId } = await openWithParty();
  const { pathname } = new URL(reminderChoiceAddress(portal, partyId));
  const token = pathname.replace("/reminders/", "");
  const other = await addActor(portal, "other", []);
  const forged = [token.replace(partyId, other.partyId), partyId, `${partyId}.`, "", "a.b.c", `${token}x`, "pty_none.x"];
  expect(await readReminderToken(portal, token)).toBe(partyId);
  expect(await Promise.all(forged.map((each) => readReminderToken(portal, each)))).toEqual(forged.map(() => null));
});
