import { data, type HeadersArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { NoticesPage } from "#app/components/notices/list";
import { readPublicNotices } from "#app/domain/notice/public/public-notices.server";
import { readLanguage } from "#app/http/language.server";
import { feedLinks } from "#app/http/notices/notice-meta";
import { viewNoticeLine } from "#app/http/notices/notices-view.server";
import { pageHeaders } from "#app/http/revalidate.server";
import { readViewer } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { publicNoticeMessages } from "#app/messages/public-notices";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await readViewer({ request, context });
  const language = readLanguage({ request, context }, viewer);
  const after = new URL(request.url).searchParams.get("after");
  const { shown, next, isFirst } = await readPublicNotices(context.portal, after);
  const view = { lines: shown.map((notice) => viewNoticeLine(notice, language)), next, isFirst, language };
  return data(view, { headers: pageHeaders({ request, context }, { language, viewer, shown: view }) });
}

export function headers({ loaderHeaders }: HeadersArgs) {
  return loaderHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => {
  if (!page) return [];
  const words = publicNoticeMessages[page.language];
  return [{ title: commonMessages[page.language].titled(words.title) }, { name: "description", content: words.lead }, ...feedLinks()];
};

export default function Notices() {
  return <NoticesPage {...useLoaderData<typeof loader>()} />;
}
