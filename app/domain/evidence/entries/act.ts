import { z } from "zod";
import { delegationStateAt, type Delegation } from "#app/domain/access/delegation";
import { listedWithin, MOST_LISTED_BYTES } from "#app/domain/evidence/entries/listed";
import { entryRecorded, type EntryContent } from "#app/domain/evidence/new-entry";
import type { Instant } from "#app/domain/instant";
import { createTextCache } from "#app/domain/publication/text-cache";
import type { JsonObject, JsonValue } from "#app/ledger/canonical";
import type { EntryKind } from "#app/ledger/entry";
import type { ActLineRow, ActRow, PresentationRow } from "#db/schema/acceptance";
import type { SignInRow } from "#db/schema/access";

/** A line of an act, with what its version says of itself. */
export type RecordedLine = Omit<ActLineRow, "actId" | "partyId" | "subject" | "happenedAt" | "recordedAt"> & {
  manifestSha256: string;
  bindingLanguage: string;
};

/** An act with all that its entry rests on. */
export type RecordedAct = {
  act: ActRow;
  /** In order of precedence. */
  lines: readonly RecordedLine[];
  presentation: Pick<PresentationRow, "id" | "screenSha256" | "setSha256" | "happenedAt"> | null;
  signIn: Pick<SignInRow, "id" | "method" | "happenedAt"> | null;
  /** The index of the newest entry among those of the acts that it follows or replaces; null where there is none. */
  prev: number | null;
  /** The authority under which it was done, where that is told with the act. */
  delegation?: Delegation | null;
  /** To the party, the actor and the circumstances, by tag. */
  commitments: Readonly<Record<string, string>>;
  /** What the method rests on besides: of a deemed acceptance the notice and the use, of an imported one its source. */
  basis?: JsonObject;
};

/** Who an act is about, and where it came from. What is null is not known. */
export type ActPerson = { partyId: string; actorId: string; address: string | null; client: string | null; agent: string | null };

/** Tags of what is known of the device, which may have to go before the rest. */
export const DEVICE_TAGS: readonly string[] = ["client", "agent"];

/** The personal values of an act by their tags, for commitTo. */
export function personalValues({ partyId, actorId, address, client, agent }: ActPerson): Record<string, string | null> {
  return { party: partyId, actor: actorId, address, client, agent };
}

/** Lines beyond this number are left to the set, which is a document of its own. */
const MOST_LINES = 40;

const conspicuousColumn = z.array(z.object({ id: z.string(), number: z.string().nullable(), sha256: z.string() }));

/**
 * What the entry of an act says: the set with its hashes, the screen, how and on which sign-in. Persons stand in it as
 * commitments only. Long lists stand as their hashes: they are in the set, whose hash is named too.
 */
export function actContent(record: RecordedAct): EntryContent {
  const { act, lines, presentation, signIn, prev, delegation, commitments, basis } = record;
  const { delegationId, language, method } = act;
  return {
    ...entryRecorded(kindOf(act), act),
    ...(prev === null ? {} : { prev }),
    hashes: { ...screenHashes(presentation), ...(lines.length > MOST_LINES ? {} : textHashes(lines)) },
    ...(Object.keys(commitments).length === 0 ? {} : { commitments }),
    body: {
      method,
      language,
      address: act.isAddressConfirmed === 1 ? "confirmed" : "self-declared",
      delegation: delegation ? authorityAt(delegation, act.happenedAt) : delegationId,
      presentation: presentation && { id: presentation.id, at: presentation.happenedAt },
      signIn: signIn && { id: signIn.id, method: signIn.method, at: signIn.happenedAt },
      set: lines.length > MOST_LINES ? { count: lines.length } : lines.map((line) => lineOf(line, MOST_LISTED_BYTES / lines.length)),
      ...(basis ? { basis } : {}),
    },
  };
}

/** How the authority stood at the instant of the act. */
function authorityAt(delegation: Delegation, at: Instant): JsonObject {
  const { id, relation, scopes, beginsAt, endsAt } = delegation;
  return { id, relation, scopes, beginsAt, endsAt, state: delegationStateAt(delegation, at) };
}

/** The kind of the entry of an act. */
export function kindOf({ kind, method }: Pick<ActRow, "kind" | "method">): EntryKind {
  return kind === "acceptance" ? `acceptance.${method}` : KIND[kind];
}

const KIND: Record<Exclude<ActRow["kind"], "acceptance">, EntryKind> = {
  decline: "decline.made",
  objection: "objection.made",
  consent: "consent.given",
  refusal: "consent.refused",
  withdrawal: "consent.withdrawn",
};

function screenHashes(presentation: RecordedAct["presentation"]): Record<string, string> {
  return presentation ? { screen: presentation.screenSha256, set: presentation.setSha256 } : {};
}

function textHashes(lines: readonly RecordedLine[]): Record<string, string> {
  return Object.fromEntries(lines.flatMap(({ versionId, manifestSha256, bindingLanguage, bindingSha256, language, shownSha256 }) => [
    [`${versionId}/manifest`, manifestSha256],
    [`${versionId}/text/${bindingLanguage}`, bindingSha256],
    [`${versionId}/text/${language}`, shownSha256],
  ]));
}

/** Acts about the same text list the same clauses, each list read once by its text. */
const listed = createTextCache<JsonValue>(1_000_000);

function clausesOf({ conspicuousJson }: RecordedLine, mostBytes: number): JsonValue {
  const key = `${mostBytes} ${conspicuousJson}`;
  const clauses = listed.get(key) ?? listedWithin(conspicuousColumn.parse(JSON.parse(conspicuousJson)), mostBytes);
  listed.set(key, clauses, key.length);
  return clauses;
}

function lineOf(line: RecordedLine, mostBytes: number): JsonValue {
  return {
    agreement: line.agreementId,
    version: line.versionId,
    language: line.language,
    shown: line.shownSha256,
    binding: line.bindingSha256,
    precedence: line.precedence,
    purpose: line.purpose,
    follows: line.followsActId === "" ? null : line.followsActId,
    replaces: line.replacesActId,
    conspicuous: clausesOf(line, mostBytes),
  };
}
