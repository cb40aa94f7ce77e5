import { z } from "zod";
import type { Entry } from "#app/ledger/entry";

const fault = z.object({ what: z.string() }).catchall(z.union([z.string(), z.number()]));

/** What the first entry of a ledger says about one before it: how far that one is relied on. */
const citation = z.object({
  number: z.int().positive(),
  ledger: z.string(),
  size: z.int().nonnegative(),
  rootHash: z.string(),
  /** Why no more of it is relied on; null where it ends there, sealed. */
  fault: fault.nullable(),
  /** The newest of its heads that were signed, as signed; null where none is known. */
  checkpoint: z.string().nullable(),
});

export type Citation = z.infer<typeof citation>;

/** The ledgers that a first entry cites; none where it is no such entry. */
export function citationsIn({ kind, body = {} }: Entry): Citation[] {
  const parsed = z.array(citation).safeParse(body.cites);
  return kind === "ledger.opened" && parsed.success ? parsed.data : [];
}
