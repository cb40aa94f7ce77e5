import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerChoice } from "#app/http/reading/compare-page.server";

export function loader({ request, context, params }: LoaderFunctionArgs): Promise<Response> {
  return answerChoice({ request, context }, params.slug ?? "");
}

/** A page, so that a refusal is told as one; whoever chose well is led on. */
export default function CompareChoice() {
  return null;
}
