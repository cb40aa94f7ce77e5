import type { DeemingRule } from "#app/domain/acceptance/deeming-facts";
import { changeClauseOf, type AboutVersion } from "#app/domain/notice/texts/about";
import type { Audience } from "#app/domain/publication/manifest";

/** What it will mean for a change that somebody goes on using the service, as far as the agreement's rule allows. */
export type EffectOfUse =
  | { kind: "information" | "consent" | "editorial" | "optional" }
  /** Only a click accepts. */
  | { kind: "click" }
  /** Use counts as acceptance for these customers; for others only a click. */
  | { kind: "deemed"; customers: "everybody" | "business" | "consumer"; clause: string; number: number };

const CUSTOMERS = ["business", "consumer"] as const;

type Change = { version: AboutVersion; inForce: AboutVersion | null; rule: DeemingRule };

/** What a notice may say that use will mean: never more than `judgeDeeming` would grant to anybody it reaches. */
export function effectOfUse({ version, inForce, rule }: Change): EffectOfUse {
  const { changeClass, manifest } = version;
  const { kind, audience } = manifest.agreement;
  if (kind !== "terms") return { kind };
  if (changeClass === "editorial") return { kind: "editorial" };
  if (audience.who === "optional") return { kind: "optional" };
  const clause = inForce && changeClauseOf(inForce);
  const customers = customersOf(rule, audience);
  if (!clause || !customers || !mayBeDeemed(version, rule)) return { kind: "click" };
  return { kind: "deemed", customers, clause, number: inForce.number };
}

function mayBeDeemed({ changeClass, manifest }: AboutVersion, { isOn, changeClasses, clickReasons }: DeemingRule): boolean {
  const { reasons = ["amend"] } = manifest.version;
  return isOn && changeClasses.some((each) => each === changeClass) && !reasons.some((reason) => clickReasons.includes(reason));
}

/** Those for whom the rule lets use count, and whom the agreement is for; null for nobody. */
function customersOf({ customerKinds }: DeemingRule, audience: Audience): "everybody" | "business" | "consumer" | null {
  const [first, second] = CUSTOMERS.filter((kind) => customerKinds.includes(kind) && !isForOthersOnly(audience, kind));
  return second ? "everybody" : (first ?? null);
}

function isForOthersOnly(audience: Audience, customer: (typeof CUSTOMERS)[number]): boolean {
  return audience.who === "kind" && audience.kinds.every((kind) => CUSTOMERS.some((other) => other === kind && other !== customer));
}
