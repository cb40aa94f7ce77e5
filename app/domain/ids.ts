import { createHash, randomBytes } from "node:crypto";
import type { Instant } from "#app/domain/instant";

export type IdPrefix =
  | "agr" | "ver" | "pub" | "prs" | "sig" | "acc" | "dec" | "obj" | "oba" | "use" | "con" | "ref" | "wdr" | "pty" | "usr" | "drf" | "out"
  | "cmt" | "apr" | "prp" | "mrk" | "end" | "rfs" | "rol" | "dlg" | "inv" | "qst" | "exp" | "imp" | "cpd" | "rcm" | "can" | "led" | "key" | "tst" | "clk" | "hld" | "lvg" | "ers" | "era" | "ret" | "rpl" | "rst" | "ntc" | "dlv" | "dlb" | "dle" | "chk" | "xrq" | "xpt" | "xft" | "aud";

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** A new id: prefix, 10 characters of time (so that rows of one time lie together on disk), 16 of chance (80 bits). */
export function newId(prefix: IdPrefix, now: Instant): string {
  return `${prefix}_${timePart(Date.parse(now))}${lettersOf(randomBytes(16))}`;
}

/** The id of what may be there once at an instant: always the same for the same instant and words, which cannot be read from it. */
export function onceId(prefix: IdPrefix, now: Instant, words: string): string {
  const bytes = createHash("sha256").update(words).digest().subarray(0, 16);
  return `${prefix}_${timePart(Date.parse(now))}${lettersOf(bytes)}`;
}

function timePart(milliseconds: number): string {
  let rest = milliseconds;
  let text = "";
  for (let i = 0; i < 10; i++) {
    text = ALPHABET.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

function lettersOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => ALPHABET.charAt(byte % 32)).join("");
}
