import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { MessagePage } from "#app/components/inbox/message";
import { acknowledgeNotice } from "#app/domain/notice/inbox/message.server";
import { readForm } from "#app/http/form.server";
import { answerMessage, leadToMessage, readMessageLanguage } from "#app/http/notices/inbox-page.server";
import { orProblemPage } from "#app/http/problem";
import { requireActor } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor({ request, context });
  const deliveryId = params.deliveryId ?? "";
  await leadToMessage({ request, context }, viewer, deliveryId);
  return answerMessage({ request, context }, viewer, deliveryId);
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor({ request, context });
  await readForm({ request, context }, viewer);
  const asked = { deliveryId: params.deliveryId ?? "", language: readMessageLanguage(request) };
  await orProblemPage(acknowledgeNotice(context.portal, viewer, asked));
  const search = new URLSearchParams({ ...(asked.language === null ? {} : { lang: asked.language }), confirmed: "" });
  return redirect(`/inbox/${asked.deliveryId}?${search.toString()}`, 303);
}

export function headers() {
  return { "Cache-Control": "no-store" };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => (page ? [{ title: commonMessages[page.language].titled(page.view.subject) }] : []);

export default function InboxMessage() {
  return <MessagePage {...useLoaderData<typeof loader>()} />;
}
