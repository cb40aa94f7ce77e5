import { readLeaving } from "#app/domain/access/leaving.server";
import { consentSubject, type ActLine } from "#app/domain/acceptance/act-line";
import type { Answer } from "#app/domain/acceptance/answer-set.server";
import { hasTextsOf, type ConsentAnswer, type ConsentLine } from "#app/domain/acceptance/offered-set";
import { readPresented } from "#app/domain/acceptance/presentation.server";
import { recordAct, untilDecided, type NewLine } from "#app/domain/acceptance/record-act.server";
import { readLatestLines } from "#app/domain/acceptance/standing.server";
import { readHistories } from "#app/domain/publication/catalog.server";
import { inForceAt } from "#app/domain/publication/status";
import type { Portal } from "#app/portal.server";
import type { ActRow } from "#db/schema/acceptance";

export type ConsentOutcome =
  | { outcome: "recorded"; actId: string; kind: ActLine["kind"] }
  /** The purpose already stands as the answer would put it; nothing was recorded. */
  | { outcome: "already so"; actId: string; kind: ActLine["kind"] }
  /** The text, the purpose or the party's own choice is no longer what the screen showed. */
  | { outcome: "changed" }
  | { outcome: "expired" }
  | { outcome: "not yours" };

type Answering = Pick<Portal, "db" | "writer" | "keys" | "ledger" | "now">;

const KIND: Record<ConsentAnswer, ActLine["kind"]> = { give: "consent", refuse: "refusal", withdraw: "withdrawal" };
const STATE_OF: Partial<Record<ActLine["kind"], ConsentLine["state"]>> = { consent: "given", refusal: "refused", withdrawal: "withdrawn" };

/** Gives, refuses or withdraws the consent to one purpose. Doing it twice records nothing and tells of the first. */
export function answerConsent(portal: Answering, input: Answer & { answer: ConsentAnswer }): Promise<ConsentOutcome> {
  return untilDecided(() => tryAnswer(portal, input));
}

async function tryAnswer(portal: Answering, input: Answer & { answer: ConsentAnswer }): Promise<ConsentOutcome> {
  const presented = await readPresented(portal, input);
  const kind = KIND[input.answer];
  if (presented.outcome === "answered") return repeated(portal, presented.act, kind);
  if (presented.outcome !== "open") return presented;
  const { presentation, set } = presented;
  if (set.purpose !== "consent") return { outcome: "not yours" };
  const [line] = set.lines;
  const latest = await readLatest(portal, input.actor.partyId, line);
  const isSame = latest?.kind === kind && (kind !== "consent" || latest.versionId === line.versionId);
  if (latest && isSame) return { outcome: "already so", actId: latest.actId, kind };
  const isShown = line.answers.includes(input.answer) && stateOf(latest) === line.state;
  if (!isShown || !(await mayStand(portal, line, input))) return { outcome: "changed" };
  const { actor, circumstances } = input;
  const actId = await recordAct(portal, { kind, actor, circumstances, presentation, set, lines: [newLine(line, latest, kind)] });
  return { outcome: "recorded", actId, kind };
}

/** A screen used before: a second click while the first still stands; otherwise the choice is shown as it is now. */
async function repeated(portal: Answering, act: Pick<ActRow, "id" | "kind" | "partyId">, kind: ActLine["kind"]): Promise<ConsentOutcome> {
  const latest = await readLatestLines(portal, { partyId: act.partyId, at: null });
  const stillStands = latest.some(({ actId }) => actId === act.id);
  return act.kind === kind && stillStands ? { outcome: "already so", actId: act.id, kind } : { outcome: "changed" };
}

async function readLatest(portal: Answering, partyId: string, line: ConsentLine): Promise<ActLine | null> {
  const lines = await readLatestLines(portal, { partyId, at: null });
  return lines.find(({ subject }) => subject === consentSubject(line.agreementId, line.purpose)) ?? null;
}

function stateOf(latest: ActLine | null): ConsentLine["state"] {
  return (latest && STATE_OF[latest.kind]) ?? "open";
}

/** A withdrawal is never held up; another answer needs the text in force, as shown, and a party that has not left. */
async function mayStand(portal: Answering, line: ConsentLine, { answer, actor }: Pick<Answer, "actor"> & { answer: ConsentAnswer }): Promise<boolean> {
  if (answer === "withdraw") return true;
  if (await readLeaving(portal, actor.partyId)) return false;
  const histories = await readHistories(portal);
  const history = histories.find(({ id }) => id === line.agreementId);
  const version = history && inForceAt(history, portal.now())?.version;
  return version?.id === line.versionId && hasTextsOf(line, version);
}

function newLine(line: ConsentLine, latest: ActLine | null, kind: ActLine["kind"]): NewLine {
  const { agreementId, versionId, language, shownSha256, bindingSha256, precedence, purpose } = line;
  return {
    subject: consentSubject(agreementId, purpose),
    followsActId: latest?.actId ?? "",
    agreementId,
    versionId,
    language,
    shownSha256,
    bindingSha256,
    precedence,
    purpose,
    conspicuousJson: "[]",
    replacesActId: kind === "consent" && latest?.kind === "consent" ? latest.actId : null,
  };
}
