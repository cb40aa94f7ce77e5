import { Hash } from "#app/components/hash";
import { useLanguage } from "#app/components/language";
import { Section } from "#app/components/section";
import { Blocks } from "#app/components/verify/blocks";
import type { Block } from "#app/messages/verify-blocks";
import { verifyMessages } from "#app/messages/verify";
import { verifyPageMessages } from "#app/messages/verify-page";

export type VerifierLink = { sha256: string; kilobytes: number } | null;

type View = {
  /** The keys that the form is filled with, a line each. */
  keys: string;
  verifier: VerifierLink;
  /** What an upload gave; without script only. */
  found: { blocks: Block[]; keys: string | null } | undefined;
};

/** Evidence is chosen, checked and answered at four levels: in the browser by its script, else by sending the form. */
export function VerifyPage({ keys, verifier, found }: View) {
  const words = verifyPageMessages[useLanguage()];
  return (
    <div className="page verify-page">
      <h1>{words.title}</h1>
      <p className="lead">{words.lead}</p>
      <Result found={found} />
      <CheckForm keys={keys} typed={found?.keys ?? keys} />
      <Answers />
      <Section id="elsewhere" title={words.elsewhere}>
        {verifier && <Download verifier={verifier} />}
        <p><a href="/transparency#by-hand">{words.byHand}</a></p>
      </Section>
      <script src="/scripts/verify.js" defer />
    </div>
  );
}

function Result({ found }: Pick<View, "found">) {
  const words = verifyPageMessages[useLanguage()];
  return (
    <section id="result" className="verify-result" aria-label={words.result} tabIndex={-1} hidden={!found} autoFocus={found !== undefined}>
      <div id="found">{found && <Blocks blocks={found.blocks} />}</div>
    </section>
  );
}

function CheckForm({ keys, typed }: { keys: string; typed: string }) {
  const words = verifyPageMessages[useLanguage()];
  return (
    <form id="check" className="stack verify-form" method="post" action="/verify" encType="multipart/form-data">
      <div className="field">
        <label htmlFor="files">{words.files}</label>
        <p className="field-hint" id="files-hint">{words.filesHint}</p>
        <p className="field-hint" data-script="on" hidden>{words.drop}</p>
        <input id="files" name="files" type="file" multiple aria-describedby="files-hint" />
      </div>
      <div className="field">
        <label htmlFor="keys">{words.key}</label>
        <p className="field-hint" id="keys-hint">{words.keyHint}</p>
        <textarea id="keys" name="keys" rows={2} spellCheck={false} autoComplete="off" autoCapitalize="none" aria-describedby="keys-hint" defaultValue={typed} data-filled={keys} />
      </div>
      <p className="verify-where" data-script="on" hidden>{words.here}</p>
      <p className="verify-where" data-script="off">{words.sent}</p>
      <button className="button">{words.submit}</button>
    </form>
  );
}

function Answers() {
  const language = useLanguage();
  const { levels, meaning } = verifyMessages[language];
  return (
    <Section id="answers" title={verifyPageMessages[language].answers}>
      <dl className="verify-answers">
        {Object.values(levels).map((told) => (
          <div key={told.name}>
            <dt>{told.name}</dt>
            <dd>{meaning(told)}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function Download({ verifier }: { verifier: NonNullable<VerifierLink> }) {
  const words = verifyPageMessages[useLanguage()];
  return (
    <>
      <p>{words.elsewhereLead}</p>
      <p><a href="/verify/concordat-verify.mjs" download>{words.download(verifier.kilobytes)}</a></p>
      <p><Hash label="SHA-256" sha256={verifier.sha256} /></p>
    </>
  );
}
