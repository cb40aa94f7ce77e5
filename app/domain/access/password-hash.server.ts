import { hash, verify } from "@node-rs/argon2";
import { normalPassword } from "#app/domain/access/password";

/** Argon2id with 19 MiB and two passes (OWASP's password storage advice), about 35 ms of one core. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The hash of a password that nobody knows: compared with where no account is, so that the answer takes as long. */
const NOBODYS = "$argon2id$v=19$m=19456,t=2,p=1$me1PV9d4iSHEdqGCw7tfvQ$MhKVSZDQr1OoTiekUCW699yq9bkqwtnweY1D7ZYAZ3k";

/** A salted argon2id hash in PHC text form. */
export function hashPassword(password: string): Promise<string> {
  return hash(normalPassword(password), COST);
}

/** Whether the password has this hash; with null, false after the same work. */
export async function isPassword(password: string, passwordHash: string | null): Promise<boolean> {
  const isRight = await verify(passwordHash ?? NOBODYS, normalPassword(password));
  return isRight && passwordHash !== null;
}
