import { createHmac } from "node:crypto";
import { isWritten } from "#app/domain/access/written.server";
import { plusMilliseconds, type Instant } from "#app/domain/instant";
import type { Portal } from "#app/portal.server";
import { selectAttempts } from "#db/access";
import { deleteRows, insertRow, updateRows, type Step } from "#db/commit";
import type { AttemptRow } from "#db/schema/access";

/**
 * How often a thing may be tried. Guesses at one address from one client are few; those from all clients together may be
 * more, so that a stranger cannot easily lock the holder out.
 */
const RULES = {
  "sign-in-address-client": { most: 10, minutes: 15 },
  "sign-in-address": { most: 50, minutes: 60 },
  "sign-in-client": { most: 300, minutes: 15 },
  "sign-up-address": { most: 5, minutes: 60 },
  "sign-up-client": { most: 200, minutes: 60 },
  "reset-address": { most: 5, minutes: 60 },
  "reset-client": { most: 100, minutes: 60 },
  "account-password": { most: 10, minutes: 15 },
  "account-mail": { most: 5, minutes: 60 },
  "organisation-account": { most: 20, minutes: 60 },
  "invitation-account": { most: 30, minutes: 60 },
  "invitation-address": { most: 5, minutes: 60 },
  "verify-client": { most: 60, minutes: 15 },
  "question-party": { most: 20, minutes: 60 },
  "comment-party": { most: 20, minutes: 60 },
} as const;

export type Attempt = { rule: keyof typeof RULES; subject: string };

type Access = Pick<Portal, "db" | "writer" | "keys" | "secret" | "now">;

/** So many lost races for one counter in one moment count as too many attempts. */
const MOST_RACES = 20;

type Counter = { key: string; most: number; windowStartAt: Instant; endsAt: Instant };

/** Counts an attempt under each rule. Null when it may go on; else the instant from which it may be tried again. */
export async function countAttempt(access: Access, attempts: readonly Attempt[]): Promise<Instant | null> {
  const now = access.now();
  const counters = await Promise.all(attempts.map((attempt) => counterOf(access, attempt, now)));
  for (let race = 0; race < MOST_RACES; race++) {
    const rows = await selectAttempts(access.db, counters.map(({ key }) => key));
    const full = counters.filter((counter) => (rowOf(rows, counter)?.count ?? 0) >= counter.most);
    if (full.length > 0) return full.map(({ endsAt }) => endsAt).toSorted().at(-1) ?? now;
    if (await isWritten(access, counters.flatMap((counter) => countSteps(rows, counter)))) return null;
  }
  return plusMilliseconds(now, 60_000);
}

/** The step that forgets what was counted, for the commit of an attempt that succeeded. */
export async function forgetAttemptStep(access: Pick<Portal, "keys" | "secret" | "now">, attempt: Attempt): Promise<Step> {
  const { key } = await counterOf(access, attempt, access.now());
  return deleteRows("attempts", { where: { key } });
}

/** The key of a day takes part, so that a copy of the database does not tell for good who tried. */
async function counterOf({ keys, secret }: Pick<Portal, "keys" | "secret">, { rule, subject }: Attempt, now: Instant): Promise<Counter> {
  const { most, minutes } = RULES[rule];
  const length = minutes * 60_000;
  const windowStartAt = new Date(Math.floor(Date.parse(now) / length) * length).toISOString();
  const dayKey = await keys.dayKey(windowStartAt.slice(0, 10));
  const key = createHmac("sha256", Buffer.concat([secret, dayKey])).update(`attempt\0${rule}\0${subject.toLowerCase()}`).digest("base64url");
  return { key, most, windowStartAt, endsAt: plusMilliseconds(windowStartAt, length) };
}

function rowOf(rows: readonly AttemptRow[], { key, windowStartAt }: Counter): AttemptRow | undefined {
  return rows.find((row) => row.key === key && row.windowStartAt === windowStartAt);
}

function countSteps(rows: readonly AttemptRow[], counter: Counter): Step[] {
  const { key, windowStartAt } = counter;
  const row = rowOf(rows, counter);
  if (row !== undefined) return [updateRows("attempts", { set: { count: row.count + 1 }, where: row, expect: 1 })];
  const former = rows.filter((each) => each.key === key && each.windowStartAt < windowStartAt);
  return [...former.map((where) => deleteRows("attempts", { where })), insertRow("attempts", { key, windowStartAt, count: 1 })];
}
