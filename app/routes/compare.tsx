import type { HeadersArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ComparisonPage } from "#app/components/comparison/page";
import { describeComparison } from "#app/http/reading/compare-meta";
import { answerComparison } from "#app/http/reading/compare-page.server";

export function loader({ request, context, params }: LoaderFunctionArgs) {
  return answerComparison({ request, context }, { slug: params.slug ?? "", range: params.range ?? "" });
}

export function headers({ loaderHeaders }: HeadersArgs) {
  return loaderHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => describeComparison(data);

export default function Compare() {
  return <ComparisonPage {...useLoaderData<typeof loader>()} />;
}
