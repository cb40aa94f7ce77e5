import fc from "fast-check";
import { expect, test } from "vitest";
import type { Session } from "#app/domain/access/session.server";
import { contentAt, editDraft, readDraft, readDraftStates, restoreDraft, startDraft } from "#app/domain/publication/drafting/drafts.server";
import type { DraftContent } from "#app/domain/publication/drafting/draft";
import { draftEdit, type DraftEdit } from "#app/domain/publication/drafting/draft-edit";
import { openDraft } from "#app/domain/publication/drafting/open-draft";
import { DomainError } from "#app/domain/refusal";
import { openDesk, SLUG, type Desk } from "#test/support/drafting";

/** One edit of one person: which kind, of which clause and beside which, with words that no other edit has. */
const choice = fc.record({ op: fc.constantFrom("setText", "setText", "setHeading", "addClause", "addClause", "removeClause", "moveClause", "setFlags", "renumber"), clause: fc.nat(20), beside: fc.nat(20), deeper: fc.boolean(), language: fc.constantFrom("zh-CN", "en") });
type Choice = typeof choice extends fc.Arbitrary<infer T> ? T : never;

/** What two people do at the same moment, each on the state that they have open: the present one, or one before. */
const moment = fc.record({ first: choice, second: choice, behind: fc.nat(2) });

let words = 0;

function editOf({ op, clause, beside, deeper, language }: Choice, content: DraftContent): DraftEdit {
  const { clauses } = content.version;
  if (clauses.length === 0) return draftEdit.parse({ op: "renumber" });
  const [id = "", after = ""] = [clause, beside].map((at) => clauses[at % clauses.length]?.id);
  const level = openDraft(content).texts[0]?.clauses.find((each) => each.id === after)?.level ?? 1;
  const said = `Words ${words++}.`;
  const place = { after, level: deeper ? level + 1 : level };
  const wanted: Record<Choice["op"], object> = {
    setText: { clauseId: id, language, body: said },
    setHeading: { clauseId: id, language, heading: said.replace(".", "") },
    addClause: { clauseId: `n-${words}`, ...place, texts: { "zh-CN": { heading: null, body: said }, en: { heading: null, body: said } } },
    removeClause: { clauseId: id },
    moveClause: { clauseId: id, ...place },
    setFlags: { clauseId: id, flags: ["price"] },
    renumber: {},
  };
  return draftEdit.parse({ op, ...wanted[op] });
}

type Sent = { edit: DraftEdit; outcome: "saved" | "not saved"; counter: number };

async function send({ portal, draftId }: Desk, { edit, counter, actor }: { edit: DraftEdit; counter: number; actor: Session }): Promise<Sent> {
  try {
    const { outcome } = await editDraft(portal, { draftId, counter, edits: [edit], actor });
    return { edit, counter, outcome: outcome === "saved" ? "saved" : "not saved" };
  } catch (error) {
    if (error instanceof DomainError) return { edit, counter, outcome: "not saved" };
    throw error;
  }
}

/** Heading and text together: a line alone is read as the one or the other by what stands below it. */
type Clauses = Map<string, { words: string; level: number }>;

function clausesOf(content: DraftContent, language: string): Clauses {
  const text = openDraft(content).texts.find((each) => each.language === language);
  return new Map(text?.clauses.map(({ id, heading, body, level }) => [id, { words: `${heading ?? ""} ${body}`.trim(), level }]));
}

/** A clause with all below it. */
function below(clauses: Clauses, id: string): string[] {
  const ids = [...clauses.keys()];
  const at = ids.indexOf(id);
  const level = clauses.get(id)?.level ?? 0;
  const end = ids.findIndex((each, index) => index > at && (clauses.get(each)?.level ?? 0) <= level);
  return level === 0 ? [id] : ids.slice(at, end === -1 ? undefined : end);
}

/** Of what two people did at once nothing is lost: what was saved stands there, and what nobody touched stands as it stood. */
function expectKept(before: DraftContent, after: DraftContent, sent: readonly Sent[]): void {
  const saved = sent.filter(({ outcome }) => outcome === "saved").map(({ edit }) => edit);
  for (const language of ["zh-CN", "en"]) {
    const [old, now] = [clausesOf(before, language), clausesOf(after, language)];
    const removed = new Set(saved.flatMap((edit) => (edit.op === "removeClause" ? below(old, edit.clauseId) : [])));
    const added = saved.flatMap((edit) => (edit.op === "addClause" ? [edit.clauseId] : []));
    expect([...now.keys()].toSorted()).toEqual([...[...old.keys()].filter((id) => !removed.has(id)), ...added].toSorted());
    const touched = new Set(saved.flatMap((edit) => ("language" in edit && "clauseId" in edit && edit.language === language ? [edit.clauseId] : [])));
    for (const [id, { words: said }] of old) if (now.has(id) && !touched.has(id)) expect(now.get(id)?.words).toBe(said);
    for (const edit of saved) if (edit.op === "setText" && edit.language === language) expect(now.get(edit.clauseId)?.words).toContain(edit.body);
  }
}

test("whatever two editors do at once, no clause and no saved word is lost, and each kept state comes back byte for byte", async () => {
  const opened = await openDesk();
  const { portal, editor, second } = opened;
  await fc.assert(fc.asyncProperty(fc.array(moment, { minLength: 1, maxLength: 6 }), async (moments) => {
    const desk = { ...opened, draftId: await startDraft(portal, { slug: SLUG, number: 1, actor: editor }) };
    const contents = new Map<number, DraftContent>();
    for (const { first, second: other, behind } of moments) {
      const before = await readDraft(portal, desk.draftId);
      contents.set(before.counter, before.content);
      const counter = [...contents.keys()].at(-1 - behind) ?? before.counter;
      const edits = [editOf(first, before.content), editOf(other, contents.get(counter) ?? before.content)] as const;
      const sent = await Promise.all([send(desk, { edit: edits[0], counter: before.counter, actor: editor }), send(desk, { edit: edits[1], counter, actor: second })]);
      expectKept(before.content, (await readDraft(portal, desk.draftId)).content, sent);
    }
    await expectStatesBack(desk, contents);
  }), { numRuns: 12 });
});

async function expectStatesBack({ portal, draftId, editor }: Desk, contents: ReadonlyMap<number, DraftContent>): Promise<void> {
  const states = await readDraftStates(portal, draftId);
  for (const { counter } of states) {
    const kept = await contentAt(portal, { draftId, counter });
    if (contents.has(counter)) expect(JSON.stringify(kept)).toBe(JSON.stringify(contents.get(counter)));
    await restoreDraft(portal, { draftId, counter, actor: editor });
    expect(JSON.stringify((await readDraft(portal, draftId)).content)).toBe(JSON.stringify(kept));
  }
}
