import { z } from "zod";
import { agreementProperties, CLAUSE_FLAGS, versionManifest } from "#app/domain/publication/manifest";

const clauseId = versionManifest.shape.clauses.element.shape.id;
const language = z.string();
const words = z.record(language, z.string());
const about = { clauseId, language };
const body = z.string().transform(asBody);
const line = z.string().transform(asLine);
const heading = line.nullable().transform((text) => (text === "" ? null : text));

/** A text as a form sends it: LF, no blanks around it. */
export function asBody(text: string): string {
  return text.replace(/\r\n?/g, "\n").trim();
}

/** Words of one line as a form sends them. */
export function asLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** One edit of a draft as plain data. What an edit is about is named by the permanent ids of clauses. */
export const draftEdit = z.discriminatedUnion("op", [
  /** The words of a clause without number and heading. "date" names the date line. */
  z.strictObject({ op: z.literal("setText"), ...about, body }),
  z.strictObject({ op: z.literal("setHeading"), ...about, heading }),
  /** A number fixed by hand, as it is to be printed. */
  z.strictObject({ op: z.literal("setNumber"), ...about, number: line.pipe(z.string().min(1)) }),
  z.strictObject({ op: z.literal("setTitle"), language, title: line.pipe(z.string().min(1)) }),
  z.strictObject({ op: z.literal("setFlags"), clauseId, flags: z.array(z.enum(CLAUSE_FLAGS)) }),
  /**
   * A clause at a level (0: a paragraph of the preamble). Deeper than `after` it becomes its first child, else it comes
   * after `after` and all below it; null: first of all. Words in every language; a number where none can be derived.
   */
  z.strictObject({
    op: z.literal("addClause"), clauseId, after: clauseId.nullable(), level: z.number().int().min(0).max(12),
    texts: z.record(language, z.strictObject({ heading, body, number: line.optional() })),
    flags: z.array(z.enum(CLAUSE_FLAGS)).optional(),
  }),
  /** A clause with all below it. */
  z.strictObject({ op: z.literal("removeClause"), clauseId }),
  /** A clause with all below it; `after` and `level` as for addClause, the level as it is where not given. */
  z.strictObject({ op: z.literal("moveClause"), clauseId, after: clauseId.nullable(), level: z.number().int().min(0).max(12).optional() }),
  /** Counts every clause anew. */
  z.strictObject({ op: z.literal("renumber") }),
  /** The translation says what the binding text says. */
  z.strictObject({ op: z.literal("confirmTranslation"), ...about }),
  z.strictObject({
    op: z.literal("setVersion"),
    changeClass: versionManifest.shape.changeClass.nullable().optional(),
    reasons: versionManifest.shape.reasons,
    classReason: words.optional(),
    summary: words.optional(),
    buildsOn: versionManifest.shape.buildsOn.optional(),
    version: versionManifest.shape.version.optional(),
  }),
  z.strictObject({ op: z.literal("setAgreement"), agreement: agreementProperties }),
  /** Null: as early as the notice allows (a first version: at once). */
  z.strictObject({ op: z.literal("setEffective"), effectiveAt: z.iso.datetime({ precision: 3 }).nullable() }),
]);
export type DraftEdit = z.infer<typeof draftEdit>;
export type EditOf<Op extends DraftEdit["op"]> = Extract<DraftEdit, { op: Op }>;
