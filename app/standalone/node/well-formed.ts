/** Node 18 lacks `isWellFormed`, by which the ledger's code keeps lone surrogates out. */
function isWellFormed(this: string): boolean {
  return !/\p{Surrogate}/u.test(this);
}

if (!("isWellFormed" in String.prototype)) Object.defineProperty(String.prototype, "isWellFormed", { value: isWellFormed });

export {};
