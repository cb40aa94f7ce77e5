import { redirect } from "@remix-run/node";

/** Whoever shortens the address of an agreement finds the list of all. */
export function loader() {
  return redirect("/");
}
