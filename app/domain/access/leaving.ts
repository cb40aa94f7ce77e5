import { z } from "zod";
import type { Standing } from "#app/domain/acceptance/standing";
import type { Instant } from "#app/domain/instant";
import type { Version } from "#app/domain/publication/history";

/** The field of which the reason of a leaving is the sealed value. */
export const LEAVING_REASON = "leavings.reason";

const leftAgreement = z.strictObject({
  agreementId: z.string(),
  versionId: z.string(),
  /** The acceptance by which it bound. */
  actId: z.string(),
  /** Ids of the clauses that go on binding. */
  surviving: z.array(z.string()),
});

/** An agreement that bound a party when it left. */
export type LeftAgreement = z.infer<typeof leftAgreement>;

/** That a party left. */
export type Leaving = {
  id: string;
  leftAt: Instant;
  /** Until when its data can be fetched by signing in. */
  dataUntil: Instant;
  requestId: string | null;
  agreements: LeftAgreement[];
};

/** Reads the column of agreements that bound. Throws on anything else. */
export function parseLeftAgreements(json: string): LeftAgreement[] {
  return z.array(leftAgreement).parse(JSON.parse(json));
}

/** The agreements that bind a party and would end with its leaving, in the order of the standings. */
export function boundAgreements(standings: readonly Standing[]): LeftAgreement[] {
  return standings.flatMap(({ agreementId, binds, now }) => {
    if (!binds || now === "ended") return [];
    const { version, actId } = binds;
    return [{ agreementId, versionId: version.id, actId, surviving: survivingClauses(version).map(({ id }) => id) }];
  });
}

/** The clauses of a version that go on binding after its end (of the seed: 13.6). */
export function survivingClauses({ clauses }: Pick<Version, "clauses">): Version["clauses"][number][] {
  return clauses.filter(({ flags }) => flags.includes("survives"));
}

/** A clause as lists print it: number and heading. */
export function printedClause({ number, heading }: Pick<Version["clauses"][number], "number" | "heading">): string {
  return [number, heading].filter((part) => part !== null).join(" ");
}

/** Whether the data of a party that left can still be fetched. */
export function mayFetch({ dataUntil }: Pick<Leaving, "dataUntil">, now: Instant): boolean {
  return now < dataUntil;
}
