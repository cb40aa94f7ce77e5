import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { signOut } from "#app/domain/access/sign-in.server";
import { readForm } from "#app/http/form.server";
import { endedSessionCookie, readSessionToken } from "#app/http/session.server";
import { readViewer } from "#app/http/viewer.server";

/** Opened as a page it does nothing: only the form signs out. */
export function loader() {
  return redirect("/");
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await readViewer({ request, context });
  const token = readSessionToken({ request, context });
  if (viewer !== null && token !== null) {
    await readForm({ request, context }, viewer);
    await signOut(context.portal, token);
  }
  return redirect("/", { status: 303, headers: { "Set-Cookie": endedSessionCookie(context) } });
}
