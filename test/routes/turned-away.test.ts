import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import type { RouteConfigEntry } from "@remix-run/route-config";
import { expect, test } from "vitest";
import { ROLES, type Role } from "#app/domain/access/role";
import { plusMilliseconds } from "#app/domain/instant";
import routes from "#app/routes";
import { openTestBrowser } from "#test/support/exchange";
import { openTestPortal, type TestPortal } from "#test/support/portal";
import { openAs, type Staff } from "#test/support/staff";
import { send, visit, type Answer } from "#test/support/visit";

const EDITING: readonly Role[] = ["editor", "approver"];
const LOOKING: readonly Role[] = ["auditor", "operator"];

/** Who may come to the desks of staff, by the beginning of the address; the longest that fits counts. */
const WANTED: Record<string, readonly Role[]> = {
  "compliance": ["auditor"], "compliance/rules": ["auditor", "editor", "operator"], "compliance/audit": LOOKING, "compliance/exports": LOOKING, "compliance/parties": ["auditor"],
  "operator": ["operator"], "operator/erasures": LOOKING, "operator/retention": LOOKING, "operator/site-checks": LOOKING,
  "editor": EDITING, "editor/import": ["editor"], "editor/drafts/:id/add": ["editor"], "editor/drafts/:id/clauses": ["editor"],
  "editor/agreements/:slug/versions/:number/postpone": ["approver"], "editor/agreements/:slug/versions/:number/withdraw": ["approver"],
};

/** The one form that all staff see; what it is sent for is for auditors. */
const FORM_FOR_ALL = "compliance/parties";

/** Addresses that only take forms, and the link of the first operator, who is signed in by it. */
const FORMS_ONLY = /\/(save|preview)$/;
const NOT_OF_STAFF = ["operator/:token"];

type Call = (args: LoaderFunctionArgs | ActionFunctionArgs) => Promise<unknown>;
type Desk = { path: string; wanted: readonly Role[]; loader?: Call; action?: Call };

const MODULES = import.meta.glob<{ loader?: Call; action?: Call }>("../../app/routes/*.{ts,tsx}");

async function openDesks(): Promise<Desk[]> {
  const entries = (await routes).filter(({ path = "" }) => /^(compliance|operator|editor)(\/|$)/.test(path) && !NOT_OF_STAFF.includes(path));
  return Promise.all(entries.map(openDesk));
}

async function openDesk({ path = "", file }: RouteConfigEntry): Promise<Desk> {
  const beginning = Object.keys(WANTED).filter((each) => `${path}/`.startsWith(`${each}/`)).toSorted((a, b) => b.length - a.length)[0] ?? "";
  const { loader, action } = (await MODULES[`../../app/${file}`]?.()) ?? {};
  return { path, wanted: WANTED[beginning] ?? [], ...(loader && !FORMS_ONLY.test(path) ? { loader: inTime(loader) } : {}), ...(action ? { action: inTime(action) } : {}) };
}

/** What a route throws at once is thrown like what it throws later, and a page of a problem is an answer. */
function inTime(call: Call): Call {
  return async (args) => {
    try {
      return await call(args);
    } catch (error) {
      if (error instanceof Response || error instanceof Error) throw error;
      return error;
    }
  };
}

const PARAMS = {
  id: "drf_01hk153x00k20p2ajd03ceexcy", slug: "general-terms", number: "1", clauseId: "c-1", counter: "1", language: "en", partyId: "pty_01hk153x00k20p2ajd03ceexcy", recordId: "acc_01hk153x00k20p2ajd03ceexcy",
  file: "entry.json",
};

function addressOf(path: string): string {
  const values: Readonly<Record<string, string>> = PARAMS;
  return `/${path.replaceAll(/:(\w+)/g, (_, name: string) => values[name] ?? name)}`;
}

/** What each way to the desk answers somebody, and how many refusals of theirs came on record by it. */
async function tryAll(portal: TestPortal, { browser, accountId, formToken }: Staff, { path, loader, action }: Desk): Promise<{ way: string; status: number; recorded: number }[]> {
  const page = { path: addressOf(path), params: PARAMS };
  const ways: [string, () => Promise<Answer>][] = [
    ...(loader ? [["looks", () => visit(browser, loader, page)] as [string, () => Promise<Answer>]] : []),
    ...(action ? [["sends", () => send(browser, action, { ...page, fields: { formToken, sought: "pty_1", reason: "none" } })] as [string, () => Promise<Answer>]] : []),
  ];
  const tried = [];
  for (const [way, work] of ways) {
    portal.clock.set(plusMilliseconds(portal.now(), 60_000));
    const before = await refusalsOf(portal, accountId);
    const { status } = await work();
    tried.push({ way, status, recorded: (await refusalsOf(portal, accountId)) - before });
  }
  return tried;
}

async function refusalsOf(portal: TestPortal, accountId: string): Promise<number> {
  return (await portal.db.selectFrom("refusals").select("id").where("actorId", "=", accountId).where("code", "=", "role-missing").execute()).length;
}

test.each<{ roles: Role[] }>([{ roles: [] }, ...ROLES.map((role) => ({ roles: [role] }))])("at each desk of staff a person with the roles $roles is refused what is for others, and that is on record", { timeout: 120_000 }, async ({ roles }) => {
  const portal = await openTestPortal({ at: "2026-03-01T08:00:00Z", settings: { SESSION_HOURS: "720" } });
  const person = await openAs(portal, "person", roles);
  const desks = await openDesks();
  expect(desks.length).toBeGreaterThan(40);
  expect(desks.filter(({ wanted, loader, action }) => wanted.length === 0 || (!loader && !action)).map(({ path }) => path)).toEqual([]);
  for (const desk of desks.filter(({ wanted }) => !wanted.some((role) => roles.includes(role)))) {
    const isForm = desk.path === FORM_FOR_ALL && roles.length > 0;
    for (const { way, status, recorded } of await tryAll(portal, person, isForm ? { path: desk.path, wanted: desk.wanted, ...(desk.action ? { action: desk.action } : {}) } : desk)) {
      expect({ path: desk.path, way, isRefused: status === 404 || status === 403, recorded }).toEqual({ path: desk.path, way, isRefused: true, recorded: 1 });
    }
  }
});

test("who is not signed in is led to the sign-in page or told to sign in, and nothing of it is on record", async () => {
  const portal = await openTestPortal({ at: "2026-03-01T08:00:00Z" });
  for (const { path, loader } of await openDesks()) {
    if (!loader) continue;
    const { status, location } = await visit(openTestBrowser(portal), loader, { path: addressOf(path), params: PARAMS });
    expect({ path, isLed: location?.startsWith("/sign-in?to=") ?? status === 403 }).toEqual({ path, isLed: true });
  }
  expect(await portal.db.selectFrom("refusals").selectAll().execute()).toEqual([]);
});

async function look({ browser }: Staff, path: string): Promise<void> {
  const [desk] = (await openDesks()).filter((each) => each.path === path.slice(1).toLowerCase());
  if (desk?.loader) await visit(browser, desk.loader, { path, params: PARAMS });
}

test("of many tries at one desk within a minute one comes on record, for each person, desk and minute", async () => {
  const portal = await openTestPortal({ at: "2026-03-01T08:00:00Z" });
  const [first, second] = [await openAs(portal, "first", ["editor"]), await openAs(portal, "second", [])];
  await Promise.all(["/compliance/list", "/compliance/LIST", "/Compliance/list"].map((path) => look(first, path)));
  for (let time = 0; time < 3; time++) await look(first, "/compliance/list");
  await look(second, "/compliance/list");
  await look(first, "/operator/retention");
  portal.clock.set("2026-03-01T08:01:00Z");
  await look(first, "/compliance/list");
  const rows = await portal.db.selectFrom("refusals").select(["operation", "subject", "actorId", "happenedAt"]).execute();
  expect(rows.map(({ subject, actorId, happenedAt }) => [actorId === first.accountId ? "first" : "second", subject, happenedAt.slice(11, 16)].join(" ")).toSorted()).toEqual([
    "first /compliance/list 08:00", "first /compliance/list 08:01", "first /operator/retention 08:00", "second /compliance/list 08:00",
  ]);
});

test("of the address that was tried only the desk and ids are kept, not what was typed into it", async () => {
  const portal = await openTestPortal({ at: "2026-03-01T08:00:00Z" });
  const reader = await openAs(portal, "reader", []);
  const { loader } = (await openDesks()).find(({ path }) => path === "operator/erasures/:partyId") ?? {};
  if (!loader) throw new Error("there is no such desk");
  for (const typed of ["li.ming@example.com", "LI%20MING", PARAMS.partyId]) {
    portal.clock.set(plusMilliseconds(portal.now(), 60_000));
    await visit(reader.browser, loader, { path: `/operator/erasures/${typed}`, params: { partyId: typed } });
  }
  const subjects = (await portal.db.selectFrom("refusals").select("subject").execute()).map(({ subject }) => subject);
  expect(subjects.toSorted()).toEqual(["/operator/erasures", "/operator/erasures", `/operator/erasures ${PARAMS.partyId}`]);
});
