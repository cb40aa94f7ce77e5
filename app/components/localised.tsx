import { useLanguage } from "#app/components/language";
import type { Localised } from "#app/domain/publication/localised";

/** Text that may be in another language than the page, which then says so. */
export function Words({ of }: { of: Localised }) {
  return of.language === useLanguage() ? <>{of.text}</> : <span lang={of.language}>{of.text}</span>;
}
