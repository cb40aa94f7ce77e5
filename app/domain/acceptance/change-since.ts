import type { AgreementHistory, Version } from "#app/domain/publication/history";

/** What a version changes for a party, seen from the version that binds it. */
export type ChangeSince = {
  /** The gravest class of all that lies between; "editorial" where the meaning stays. */
  changeClass: Version["changeClass"];
  /** Numbers of the versions in between that change more than wording and that the party did not accept, lowest first. */
  skipped: number[];
};

const GRAVITY: readonly Version["changeClass"][] = ["editorial", "ordinary", "essential", "first"];

/** Follows what each version builds on from one version down to the one that binds; to the first where nothing binds. */
export function changeSince({ versions }: Pick<AgreementHistory, "versions">, { binds, version }: { binds: Version | null; version: Version }): ChangeSince {
  const between = chainDown(versions, version).filter(({ number }) => number > (binds?.number ?? 0));
  const skipped = between.filter((each) => each !== version && each.changeClass !== "editorial");
  return { changeClass: gravest(between), skipped: skipped.map(({ number }) => number).toReversed() };
}

/** The version and all that it builds on, the highest first. */
function chainDown(versions: readonly Version[], version: Version): Version[] {
  const base = versions.find(({ id, number }) => id === version.buildsOnId && number < version.number);
  return base ? [version, ...chainDown(versions, base)] : [version];
}

function gravest(versions: readonly Version[]): Version["changeClass"] {
  const classes = versions.map(({ changeClass }) => changeClass);
  return GRAVITY.findLast((each) => classes.includes(each)) ?? "editorial";
}
