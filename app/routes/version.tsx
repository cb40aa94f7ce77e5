import type { HeadersArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { AgreementPage } from "#app/components/agreement/page";
import { answerAgreement } from "#app/http/reading/agreement-page.server";
import { describeAgreement } from "#app/http/reading/agreement-meta";

export function loader({ request, context, params }: LoaderFunctionArgs) {
  return answerAgreement({ request, context }, { slug: params.slug ?? "", number: params.number ?? "" });
}

export function headers({ loaderHeaders }: HeadersArgs) {
  return loaderHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => describeAgreement(data);

export default function Version() {
  return <AgreementPage {...useLoaderData<typeof loader>()} />;
}
