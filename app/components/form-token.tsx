/** The hidden field that ties a form to the person it was served to; see app/http/form.server.ts. */
export function FormToken({ value }: { value: string | null }) {
  return <input type="hidden" name="formToken" value={value ?? ""} />;
}
