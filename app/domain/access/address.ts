import { domainToASCII } from "node:url";

/** Dots, letters and marks as mail knows them, without what needs quoting: no space, control, bracket, comma, colon. */
const LOCAL_PART = /^[^\s\p{C}@<>()[\],;:\\"]{1,64}$/u;
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * An e-mail address in the one form that is kept: full-width characters made plain, the domain in lower-case ASCII. Null
 * for what no mail could be sent to.
 */
export function parseAddress(text: string): string | null {
  const plain = text.normalize("NFKC").trim();
  const at = plain.lastIndexOf("@");
  const [local, domain] = [plain.slice(0, at), parseDomain(plain.slice(at + 1))];
  if (at < 1 || domain === null || !LOCAL_PART.test(local)) return null;
  const address = `${local}@${domain}`;
  return Buffer.byteLength(address) > 254 ? null : address;
}

function parseDomain(text: string): string | null {
  if (/[%:/?#]/.test(text)) return null;
  const domain = domainToASCII(text);
  const labels = domain.split(".");
  if (!labels.every((label) => LABEL.test(label)) || /^[\d.]+$/.test(domain)) return null;
  return labels.length > 1 || domain === "localhost" ? domain : null;
}

/** Whether two addresses are the same mailbox, compared without case as the key store does. */
export function isSameAddress(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** An address of which only the first letter and the domain are told: `l***@example.com`. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf("@");
  const [first = ""] = Array.from(address.slice(0, at));
  return `${first}***${address.slice(at)}`;
}
