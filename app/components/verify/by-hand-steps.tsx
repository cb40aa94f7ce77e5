import { useLanguage } from "#app/components/language";
import { Section } from "#app/components/section";
import { CLIMB_COMMAND, CLIMB_PROGRAM, PARTS_COMMAND, PARTS_PROGRAM, SIGNATURE_COMMANDS, TEXT_COMMAND } from "#app/components/verify/by-hand";
import { transparencyMessages } from "#app/messages/transparency";

/** How a stranger checks evidence with OpenSSL and a few lines of Python. */
export function ByHand() {
  const words = transparencyMessages[useLanguage()];
  return (
    <Section id="by-hand" title={words.byHand}>
      <p>{words.byHandLead}</p>
      <ol>
        <Step told={words.stepParts} commands={[PARTS_PROGRAM, PARTS_COMMAND]} />
        <Step told={words.stepSignature} commands={[SIGNATURE_COMMANDS]} />
        <Step told={words.stepEntry} commands={[CLIMB_PROGRAM, CLIMB_COMMAND]} />
        <Step told={words.stepText} commands={[TEXT_COMMAND]} />
      </ol>
    </Section>
  );
}

function Step({ told, commands }: { told: string; commands: readonly string[] }) {
  return (
    <li>
      <p>{told}</p>
      {commands.map((command) => <pre key={command} className="exact exact-block"><code>{command}</code></pre>)}
    </li>
  );
}
