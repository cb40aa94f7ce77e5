/** A database that cannot be opened or used as it is. The message is a sentence for the operator: what, and what to do. */
export class StoreError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "StoreError";
  }
}

const ADVICE: ReadonlyArray<readonly [RegExp, string]> = [
  [/SQLITE_(NOTADB|CORRUPT)/, "is damaged or is not a database. Move it away and put the last backup in its place."],
  [/SQLITE_(CANTOPEN|READONLY|PERM)/, "cannot be opened for writing. Check that its folder exists and that this user may write there."],
  [/SQLITE_BUSY/, "is held by another program. End that program, then start again."],
  [/SQLITE_FULL/, "cannot grow: the disk is full. Free some space, then start again."],
];

/** The error as a sentence about the file where the cause is known, else the error itself. */
export function explainError(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || error instanceof StoreError) return error;
  const advice = ADVICE.find(([pattern]) => pattern.test(error.message))?.[1];
  return advice === undefined ? error : new StoreError(`${file} ${advice} (${error.message})`, { cause: error });
}
