import { moveTo, planMove, type MovePlan } from "#app/domain/publication/drafting/clause-place";
import { baseAt, readDraft } from "#app/domain/publication/drafting/drafts.server";
import { bindingOf, clauseIn, openDraft } from "#app/domain/publication/drafting/open-draft";
import { PLACES, type Place } from "#app/domain/publication/drafting/place";
import { nameClause, type ClauseName } from "#app/domain/publication/rendered.server";
import { DomainError } from "#app/domain/refusal";
import { isCovered } from "#app/domain/text/outline";
import { textOf } from "#app/http/account/account-fields.server";
import { readCounter, type AskedEdits } from "#app/http/desk/clause-form.server";
import { refuse } from "#app/http/refuse.server";
import { refusalSentence } from "#app/http/desk/save-edits.server";
import type { Language } from "#app/messages/catalogue";
import type { Portal } from "#app/portal.server";

type Named = Omit<ClauseName, "isListed">;

export type PlaceView = {
  draftId: string;
  counter: number;
  isPublished: boolean;
  clause: Named;
  /** The language of the names. */
  textLanguage: string;
  /** The other clauses, by which a place is told; not those below the clause itself. */
  anchors: Named[];
  chosen: Place;
  /** What would change, or why it cannot be; null until a place is chosen. */
  plan: { changes: MovePlan; anchor: Named } | { fault: string } | null;
};

type Asked = { draftId: string; clauseId: string; search: URLSearchParams; language: Language };

/** The places to which a clause can be moved, and what a chosen one would change. Throws draft-unknown, clause-absent. */
export async function viewPlaces(portal: Pick<Portal, "db">, { draftId, clauseId, search, language }: Asked): Promise<PlaceView> {
  const { counter, content, versionId } = await readDraft(portal, draftId);
  const draft = openDraft(content);
  const binding = bindingOf(draft);
  const clause = clauseIn(binding, clauseId);
  const covered = binding.clauses.filter(isCovered);
  const at = covered.indexOf(clause);
  const end = covered.findIndex(({ level }, index) => index > at && level <= clause.level);
  const anchors = covered.toSpliced(at, (end === -1 ? covered.length : end) - at).map(nameClause);
  const anchor = anchors.find(({ id }) => id === search.get("anchor"));
  const chosen = { anchorId: anchor?.id ?? covered[at - 1]?.id ?? anchors[0]?.id ?? "", how: readHow(search.get("how")) };
  const plan = anchor ? planOf(() => ({ changes: planMove(draft, clauseId, chosen), anchor }), language) : null;
  return { draftId, counter, isPublished: versionId !== null, clause: nameClause(clause), textLanguage: binding.language, anchors, chosen, plan };
}

function planOf(plan: () => Exclude<PlaceView["plan"], null>, language: Language): PlaceView["plan"] {
  try {
    return plan();
  } catch (error) {
    if (error instanceof DomainError) return { fault: refusalSentence(error, language) };
    throw error;
  }
}

/** The move that a form asks for. */
export async function readMove(portal: Pick<Portal, "db">, form: FormData, { draftId, clauseId }: { draftId: string; clauseId: string }): Promise<AskedEdits> {
  const counter = readCounter(form);
  const base = openDraft(await baseAt(portal, { draftId, counter }));
  return { counter, edits: [moveTo(base, clauseId, { anchorId: textOf(form, "anchor"), how: readHow(textOf(form, "how")) })] };
}

function readHow(given: string | null): Place["how"] {
  if (given === null) return "after";
  const how = PLACES.find((each) => each === given);
  if (!how) throw refuse("input-invalid");
  return how;
}
