import type { ActionFunctionArgs } from "@remix-run/node";
import { answerSave } from "#app/http/reading/clause-answers.server";
import { refuse } from "#app/http/refuse.server";
import { readEditorForm } from "#app/http/desk/save-edits.server";

/** Nothing is to be read here. */
export function loader() {
  throw refuse("page-unknown");
}

/** Saves a clause for the script of its page. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const { id: draftId = "", clauseId = "" } = params;
  return answerSave({ request, context }, await readEditorForm({ request, context }), { draftId, clauseId });
}
