import { refuse } from "#app/http/refuse.server";

/** Every address that is no other route's: so that the page of errors knows language and viewer. */
export function loader(): never {
  throw refuse("page-unknown");
}

export function action(): never {
  throw refuse("page-unknown");
}

export default function NotFound() {
  return null;
}
