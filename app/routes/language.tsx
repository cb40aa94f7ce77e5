import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { readOpenForm } from "#app/http/form.server";
import { languageCookie, withoutLanguage } from "#app/http/language.server";
import { readReturnPath } from "#app/http/return-path.server";
import { refuse } from "#app/http/refuse.server";
import { isLanguage } from "#app/messages/catalogue";

export function loader() {
  return redirect("/");
}

/** Remembers the language chosen in this browser. It is the one form without a token: pages that carry it are the same for all. */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = await readOpenForm({ request, context });
  const language = form.get("language");
  if (typeof language !== "string" || !isLanguage(language)) throw refuse("input-invalid");
  return redirect(withoutLanguage(readReturnPath(form.get("to"))), {
    status: 303,
    headers: { "Set-Cookie": languageCookie(context, language) },
  });
}
