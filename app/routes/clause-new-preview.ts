import type { ActionFunctionArgs } from "@remix-run/node";
import { answerNewPreview } from "#app/http/reading/clause-answers.server";
import { refuse } from "#app/http/refuse.server";
import { readEditorForm } from "#app/http/desk/save-edits.server";

/** Nothing is to be read here. */
export function loader() {
  throw refuse("page-unknown");
}

/** Renders a new clause for the script of its page; saves nothing. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const after = new URL(request.url).searchParams.get("after") ?? "";
  return answerNewPreview({ request, context }, await readEditorForm({ request, context }), { draftId: params.id ?? "", after });
}
