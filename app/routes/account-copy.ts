import type { LoaderFunctionArgs } from "@remix-run/node";
import { personalCopyFile } from "#app/http/erasure/copy-file.server";
import { requireViewer } from "#app/http/viewer.server";

export async function loader({ request, context }: LoaderFunctionArgs) {
  return personalCopyFile({ request, context }, await requireViewer({ request, context }));
}
