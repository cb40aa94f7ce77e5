/**
 * The key store: party keys (wrapped by a master key) and the look-up hash of each e-mail address. It lives outside the
 * database, in a file of its own with its own backup; destroying a party's key erases what the database holds of the person.
 */
export type KeyStore = {
  /** Makes a key for a party; call it before the commit that writes the party. */
  createPartyKey(partyId: string): Promise<void>;
  /** Encrypts a personal value under the party's key. `field` names table and column and is authenticated with it. */
  seal(partyId: string, field: string, value: string): Promise<string>;
  /** The value, or null when the party's key was destroyed. Throws when the text was altered. */
  open(partyId: string, field: string, sealed: string): Promise<string | null>;
  destroyPartyKey(partyId: string): Promise<void>;
  /** Claims an e-mail address for a party. Gives the party that holds it: this one, or another that was first. */
  claimAddress(address: string, partyId: string): Promise<string>;
  /** Hands an address from a holder that never came to be (a sign-up cut short) to another party; false if the holder changed. */
  reassignAddress(address: string, from: string, to: string): Promise<boolean>;
  releaseAddress(address: string, partyId: string): Promise<void>;
  /** The party that holds the address, compared without case. */
  findByAddress(address: string): Promise<string | null>;
  close(): Promise<void>;
};
