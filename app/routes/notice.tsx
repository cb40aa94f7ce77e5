import type { HeadersArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { NoticePage } from "#app/components/notices/notice";
import { describeNotice } from "#app/http/notices/notice-meta";
import { answerNotice } from "#app/http/notices/notice-page.server";

export function loader({ request, context, params }: LoaderFunctionArgs) {
  return answerNotice({ request, context }, params.id ?? "");
}

export function headers({ loaderHeaders }: HeadersArgs) {
  return loaderHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => describeNotice(data);

export default function Notice() {
  return <NoticePage {...useLoaderData<typeof loader>()} />;
}
