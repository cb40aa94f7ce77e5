/** What is never shown again. */
const SECRET = /^(?:password|current|username|formToken|token)$/;

/** What a person wrote in a form, to be shown to them when it cannot be taken: every value that is more than a bare word of the page's own. */
export function typedWords(form: FormData): string {
  const values = [...form].flatMap(([name, value]) => (typeof value === "string" && !SECRET.test(name) ? [value.trim()] : []));
  return values.filter((value) => /[\s\P{ASCII}]/u.test(value)).join("\n\n");
}
