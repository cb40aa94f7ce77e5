import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { runUse, useText } from "#app/cli/use";
import { UsageError } from "#app/cli/usage";
import { openPortal } from "#app/portal.server";
import { readSettings } from "#app/settings";
import { at } from "#test/support/builders";
import { addPerson } from "#test/support/people";
import { refusalOf } from "#test/support/refusal";
import { temporaryFolder } from "#test/support/store";

async function openFolder() {
  vi.stubEnv("DATA_DIR", join(await temporaryFolder(), "data"));
  const portal = await openPortal(readSettings(process.env));
  const { partyId, address } = await addPerson(portal);
  await portal.close();
  const said: string[] = [];
  vi.spyOn(process.stdout, "write").mockImplementation((text, ...rest) => {
    said.push(String(text));
    rest.forEach((each) => typeof each === "function" && (each as () => void)());
    return true;
  });
  return { partyId, address, said };
}

test("the command takes a use in for the person itself or by an actor, and says that nothing waits", async () => {
  const { partyId, address, said } = await openFolder();
  expect(await runUse(["--party", partyId])).toBe(0);
  expect(await runUse(["--party", partyId, "--actor", address, "--json"])).toBe(0);
  expect(said).toEqual(["No change waits for an answer of this party.\n", '{"deemed":[],"open":[]}\n']);
});

test("a party without an account of its own, a missing party and an unknown actor are refused", async () => {
  const { partyId } = await openFolder();
  await expect(runUse([])).rejects.toThrow(UsageError);
  await expect(runUse(["--party", "pty_nobody"])).rejects.toThrow("--actor ADDRESS");
  await expect(runUse(["--party", partyId, "--method", "deemed"])).rejects.toThrow(UsageError);
  expect(await refusalOf(() => runUse(["--party", partyId, "--actor", "nobody@example.com"]))).toMatchObject({ code: "authority-missing" });
});

test("what a use came to is told with what is missing and from when it would count", () => {
  const deemed = { actId: "acc_1", slug: "general-terms", number: 2, grade: "C" as const };
  const waits = { slug: "special", number: 3, missing: [{ isMet: false as const, code: "not-reached" as const }], from: null };
  const later = { ...waits, missing: [{ isMet: false as const, code: "not-used" as const, effectiveAt: at("2026-04-01") }], from: at("2026-04-20") };
  expect(useText({ deemed: [deemed], open: [waits, later] })).toBe([
    "general-terms version 2: taken as accepted, grade C, record acc_1",
    "special version 3: not taken as accepted; use alone never will be",
    "  It is not proved that the notice came.",
    "special version 3: not taken as accepted; use from 2026-04-20T00:00:00.000Z on may be",
    "  The service was not used since the change took effect on 1 April 2026, 00:00 (UTC).",
    "",
  ].join("\n"));
});
