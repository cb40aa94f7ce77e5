import type { LoaderFunctionArgs } from "@remix-run/node";
import { copyFile } from "#app/http/erasure/copy-file.server";
import { requireActor } from "#app/http/viewer.server";

export async function loader({ request, context }: LoaderFunctionArgs) {
  return copyFile({ request, context }, await requireActor({ request, context }));
}
