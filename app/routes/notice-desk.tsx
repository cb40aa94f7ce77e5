import { redirect, type ActionFunctionArgs, type HeadersArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { NoticeDeskPage } from "#app/components/staff/notice-desk";
import { closeTask, readNoticeDesk } from "#app/domain/notice/desk.server";
import { pauseNotices } from "#app/domain/notice/delivery/pause.server";
import { readHistories } from "#app/domain/publication/catalog.server";
import { textOf } from "#app/http/account/account-fields.server";
import { formPageHeaders } from "#app/http/form-page";
import { readForm } from "#app/http/form.server";
import { readLanguage } from "#app/http/language.server";
import { agreementTitle } from "#app/http/reading/agreement-title";
import { requireRole } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { noticeDeskMessages } from "#app/messages/notice-desk";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireRole({ request, context }, "operator");
  const language = readLanguage({ request, context }, viewer);
  const before = new URL(request.url).searchParams.get("before");
  const titles = Object.fromEntries((await readHistories(context.portal)).map((history) => [history.slug, agreementTitle(history, language)]));
  return { language, view: { ...(await readNoticeDesk(context.portal, { before })), titles, formToken: viewer.formToken } };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireRole({ request, context }, "operator");
  const form = await readForm({ request, context }, viewer);
  const intent = textOf(form, "intent");
  if (intent === "done") await closeTask(context.portal, { deliveryId: textOf(form, "deliveryId"), accountId: viewer.accountId });
  if (intent === "pause" || intent === "resume") await pauseNotices(context.portal, { isPaused: intent === "pause" });
  return redirect("/operator/notices", { status: 303 });
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? [{ title: commonMessages[page.language].titled(noticeDeskMessages[page.language].title) }] : [];

export default function NoticeDesk() {
  return <NoticeDeskPage view={useLoaderData<typeof loader>().view} />;
}
