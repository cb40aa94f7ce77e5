import { useLanguage } from "#app/components/language";
import type { VersionOption } from "#app/http/reading/compare-view.server";
import { compareMessages } from "#app/messages/compare";
import { readingMessages } from "#app/messages/reading";

type ChooseProps = { slug: string; versions: VersionOption[]; from: number; to: number };

/** The form that leads to the comparison of any two versions. */
export function ChooseVersions({ slug, versions, from, to }: ChooseProps) {
  const words = compareMessages[useLanguage()];
  return (
    <form className="choose-versions" method="get" action={`/agreements/${slug}/compare`} aria-labelledby="choose-title">
      <h2 id="choose-title">{words.choose}</h2>
      <ChooseVersion name="from" label={words.chooseFrom} versions={versions} chosen={from} />
      <ChooseVersion name="to" label={words.chooseTo} versions={versions} chosen={to} />
      <button className="button button-plain">{words.chooseButton}</button>
    </form>
  );
}

function ChooseVersion({ name, label, versions, chosen }: { name: string; label: string; versions: VersionOption[]; chosen: number }) {
  const language = useLanguage();
  return (
    <div className="field">
      <label htmlFor={`choose-${name}`}>{label}</label>
      <select id={`choose-${name}`} name={name} defaultValue={chosen}>
        {versions.map(({ number, status }) => (
          <option key={number} value={number}>{compareMessages[language].option(number, readingMessages[language].status[status])}</option>
        ))}
      </select>
    </div>
  );
}
