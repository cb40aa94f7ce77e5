import type { ActionFunctionArgs, HeadersArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ReviewPage } from "#app/components/staff/review";
import { compareDraft, readReviewedDraft } from "#app/domain/publication/review/reviewed-draft.server";
import { countUnansweredComments } from "#app/domain/publication/review/reader-comments.server";
import { nextActs } from "#app/http/desk/review-acts.server";
import { answerReviewForm } from "#app/http/desk/review-form.server";
import { viewReview } from "#app/http/desk/draft-view.server";
import { viewComments } from "#app/http/desk/comments-view.server";
import { formPageHeaders } from "#app/http/form-page";
import { readLanguage } from "#app/http/language.server";
import { orProblemPage } from "#app/http/problem";
import { requireRole } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { editorMessages } from "#app/messages/editor";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireRole({ request, context }, "editor", "approver");
  const { portal } = context;
  const language = readLanguage({ request, context }, viewer);
  const reviewed = await orProblemPage(readReviewedDraft(portal, params.id ?? ""));
  const wanted = new URL(request.url).searchParams.get("lang") ?? language;
  const side = new URL(request.url).searchParams.get("from") === "base" ? ("base" as const) : ("in force" as const);
  const compared = await compareDraft(reviewed, { wanted, side });
  return {
    language,
    formToken: viewer.formToken,
    comments: await viewComments(portal, { reviewed, viewer }),
    readerComments: await countUnansweredComments(portal, reviewed.draft.id),
    redline: compared?.redline ?? null,
    view: viewReview(reviewed, compared, { language, now: portal.now() }),
    acts: await nextActs(portal, viewer, reviewed),
    mayEdit: viewer.roles.includes("editor") && reviewed.draft.versionId === null,
    done: new URL(request.url).searchParams.has("saved") ? ("saved" as const) : null,
  };
}

export function action({ request, context, params }: ActionFunctionArgs) {
  return answerReviewForm({ request, context }, params.id ?? "");
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? [{ title: commonMessages[page.language].titled(editorMessages[page.language].review.title(page.view.head.number)) }] : [];

export default function DraftReview() {
  return <ReviewPage {...useLoaderData<typeof loader>()} refill={useActionData<typeof action>()} />;
}
