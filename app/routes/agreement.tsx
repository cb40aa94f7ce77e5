import type { HeadersArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { AgreementPage } from "#app/components/agreement/page";
import { answerAgreement } from "#app/http/reading/agreement-page.server";
import { describeAgreement } from "#app/http/reading/agreement-meta";

export function loader({ request, context, params }: LoaderFunctionArgs) {
  const at = new URL(request.url).searchParams.get("at");
  return answerAgreement({ request, context }, { slug: params.slug ?? "", at });
}

export function headers({ loaderHeaders }: HeadersArgs) {
  return loaderHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => describeAgreement(data);

export default function Agreement() {
  return <AgreementPage {...useLoaderData<typeof loader>()} />;
}
