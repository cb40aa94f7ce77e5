import { createHash, X509Certificate } from "node:crypto";
import {
  fromBER, ObjectIdentifier, OctetString, Sequence, Integer, type BaseBlock,
} from "asn1js";
import {
  AlgorithmIdentifier, Certificate, ContentInfo, ExtKeyUsage, id_ContentType_SignedData, id_eContentType_TSTInfo, id_ExtKeyUsage, MessageImprint,
  PKIStatus, SignedData, SignedDataVerifyError, TimeStampReq, TimeStampResp, TSTInfo, type SignerInfo,
} from "pkijs";
import type { Instant } from "#app/domain/instant";
import { isEqual } from "#app/ledger/bytes";

/** What can be wrong with what a time authority answers, or with the answer not coming. */
export type TimeFault =
  | "unreachable" | "timedOut" | "statusOther" | "tooLarge"
  | "unreadable" | "refused" | "imprintOther" | "nonceOther" | "policyMissing"
  | "certificateMissing" | "certificateOther" | "purposeOther" | "certificateExpired" | "signatureWrong" | "authorityForeign";

/** What a sound token says. */
export type TimeSaid = {
  genTime: Instant;
  /** The name in the certificate that signed, and the policy under which it did, as an object identifier. */
  authority: string;
  policy: string;
  /** SHA-256 of the trusted certificate at which its chain ends; null where none was given, so that anyone may have signed. */
  anchorSha256: string | null;
};

/** What a token must be about; `nonce` null where it is not known any more, `anchors` the certificates (DER) that are trusted, empty for none. */
export type Expected = { content: Uint8Array; nonce: Uint8Array | null; anchors: readonly Uint8Array[] };

type Opened = { signed: SignedData; info: TSTInfo; signer: SignerInfo };
type Outcome = { state: "sound"; said: TimeSaid } | { state: "faulty"; fault: TimeFault };

const OIDS = {
  sha256: "2.16.840.1.101.3.4.2.1",
  timeStamping: "1.3.6.1.5.5.7.3.8",
  contentType: "1.2.840.113549.1.9.3",
} as const;
const DIGESTS = new Map([["1.3.14.3.2.26", "sha1"], [OIDS.sha256, "sha256"], ["2.16.840.1.101.3.4.2.2", "sha384"], ["2.16.840.1.101.3.4.2.3", "sha512"]]);
/** The attribute that names the signing certificate by a hash (RFC 2634, RFC 5035), with the digest that it uses where it says none. */
const SIGNING_CERTIFICATE = new Map([["1.2.840.113549.1.9.16.2.12", "sha1"], ["1.2.840.113549.1.9.16.2.47", "sha256"]]);
const LONGEST_NAME = 200;

/** A nonce as it stands in a request: positive, and of the least length, so that it comes back byte for byte. */
export function nonceOf(random: Uint8Array): Uint8Array {
  return random.map((byte, place) => (place === 0 ? (byte & 0x3f) | 0x40 : byte));
}

/** A time-stamp request (RFC 3161, section 2.4.1) for the SHA-256 of the content, with the nonce, asking for the certificate. */
export function writeTimeRequest({ content, nonce }: Pick<Expected, "content"> & { nonce: Uint8Array }): Uint8Array {
  const hashedMessage = new OctetString({ valueHex: digestOf("sha256", content) });
  const messageImprint = new MessageImprint({ hashAlgorithm: new AlgorithmIdentifier({ algorithmId: OIDS.sha256 }), hashedMessage });
  const request = new TimeStampReq({ version: 1, messageImprint, nonce: new Integer({ valueHex: nonce }), certReq: true });
  return new Uint8Array(request.toSchema().toBER());
}

/** The token of a response, byte for byte, or why there is none; `said` are the words of the authority. Never throws. */
export function readTimeResponse(response: Uint8Array): { state: "granted"; token: Uint8Array } | { state: "faulty"; fault: TimeFault; said: string } {
  try {
    const { status: { status, statusStrings = [] } } = TimeStampResp.fromBER(bufferOf(response));
    const isGranted = status === PKIStatus.granted || status === PKIStatus.grantedWithMods;
    if (!isGranted) return { state: "faulty", fault: "refused", said: shortened(statusStrings.map(({ valueBlock }) => valueBlock.value).join(" ")) };
    const { result, offset } = fromBER(response);
    const token = itemsOf(result)[1]?.valueBeforeDecodeView;
    if (token && offset === response.length) return { state: "granted", token: token.slice() };
  } catch {
    // What cannot be parsed is unreadable.
  }
  return { state: "faulty", fault: "unreadable", said: "" };
}

/** Checks a token (RFC 3161, section 2.4.2): what it is about, who signed it, with what right, and by which trusted certificate. Never throws. */
export async function checkTimeToken(token: Uint8Array, expected: Expected): Promise<Outcome> {
  try {
    const opened = openToken(token);
    if (!opened) return { state: "faulty", fault: "unreadable" };
    const fault = subjectFault(opened.info, expected);
    return fault ? { state: "faulty", fault } : await checkSigner(opened, expected);
  } catch {
    return { state: "faulty", fault: "unreadable" };
  }
}

function openToken(token: Uint8Array): Opened | null {
  const { contentType, content } = ContentInfo.fromBER(bufferOf(token));
  if (contentType !== id_ContentType_SignedData || fromBER(token).offset !== token.length) return null;
  const signed = new SignedData({ schema: content });
  const [signer, ...others] = signed.signerInfos;
  const { eContentType, eContent } = signed.encapContentInfo;
  if (!signer || others.length > 0 || eContentType !== id_eContentType_TSTInfo || !eContent) return null;
  return { signed, signer, info: TSTInfo.fromBER(eContent.getValue()) };
}

function subjectFault({ messageImprint, nonce, policy }: TSTInfo, expected: Expected): TimeFault | null {
  const isImprint = messageImprint.hashAlgorithm.algorithmId === OIDS.sha256
    && isEqual(messageImprint.hashedMessage.valueBlock.valueHexView, digestOf("sha256", expected.content));
  if (!isImprint) return "imprintOther";
  if (expected.nonce && !(nonce && isEqual(nonce.valueBlock.valueHexView, expected.nonce))) return "nonceOther";
  return policy === "" ? "policyMissing" : null;
}

async function checkSigner({ signed, info, signer }: Opened, { content, anchors }: Expected): Promise<Outcome> {
  const certificate = await signerCertificate(signed, content);
  if (!(certificate instanceof Certificate)) return { state: "faulty", fault: certificate };
  const der = new Uint8Array(certificate.toSchema().toBER());
  const fault = certificateFault(certificate, info.genTime) ?? attributesFault(signer, der);
  if (fault) return { state: "faulty", fault };
  const anchorSha256 = anchors.length === 0 ? null : await findAnchor(signed, content, anchors);
  if (anchors.length > 0 && anchorSha256 === null) return { state: "faulty", fault: "authorityForeign" };
  const authority = shortened(new X509Certificate(der).subject.replaceAll("\n", ", "));
  return { state: "sound", said: { genTime: info.genTime.toISOString(), authority, policy: info.policy, anchorSha256 } };
}

/** The certificate among those of the token by whose key its signature holds. */
async function signerCertificate(signed: SignedData, content: Uint8Array): Promise<Certificate | TimeFault> {
  try {
    const { signatureVerified, signerCertificate: found } = await signed.verify({ signer: 0, data: bufferOf(content), extendedMode: true });
    return signatureVerified && found ? found : "signatureWrong";
  } catch (error) {
    const isThere = error instanceof SignedDataVerifyError && error.signerCertificate;
    return isThere ? "signatureWrong" : "certificateMissing";
  }
}

/** Time stamping must be its one purpose, and critical (RFC 3161, section 2.3). */
function certificateFault({ extensions = [], notBefore, notAfter }: Certificate, genTime: Date): TimeFault | null {
  const usage = extensions.find(({ extnID }) => extnID === id_ExtKeyUsage);
  const purposes = usage?.parsedValue instanceof ExtKeyUsage ? usage.parsedValue.keyPurposes : [];
  if (!usage?.critical || purposes.length !== 1 || purposes[0] !== OIDS.timeStamping) return "purposeOther";
  return genTime < notBefore.value || genTime > notAfter.value ? "certificateExpired" : null;
}

/** What is signed along with the token must say that it is one, and name the certificate; by digests that still bind. */
function attributesFault({ signedAttrs, digestAlgorithm }: SignerInfo, certificate: Uint8Array): TimeFault | null {
  const attributes = signedAttrs?.attributes ?? [];
  const types = attributes.filter(({ type }) => type === OIDS.contentType).map(({ values }) => identifierOf(values[0]));
  const digest = DIGESTS.get(digestAlgorithm.algorithmId) ?? "sha1";
  if (types[0] !== id_eContentType_TSTInfo || digest === "sha1") return "signatureWrong";
  const named = attributes.filter(({ type }) => SIGNING_CERTIFICATE.has(type));
  const isNamed = named.length > 0 && named.every(({ type, values }) => isNameOf(values[0], { digest: SIGNING_CERTIFICATE.get(type) ?? "", certificate }));
  return isNamed ? null : "certificateOther";
}

function isNameOf(attribute: unknown, { digest, certificate }: { digest: string; certificate: Uint8Array }): boolean {
  const parts = itemsOf(itemsOf(itemsOf(attribute)[0])[0]);
  const [first] = parts;
  const algorithm = first instanceof Sequence ? DIGESTS.get(identifierOf(itemsOf(first)[0])) : digest;
  const hash = parts.find((part) => part instanceof OctetString);
  return algorithm !== undefined && hash !== undefined && isEqual(hash.valueBlock.valueHexView, digestOf(algorithm, certificate));
}

/** The trusted certificate at which the chain ends, all of it valid at the time of the token; null where it ends at none. */
async function findAnchor(signed: SignedData, content: Uint8Array, anchors: readonly Uint8Array[]): Promise<string | null> {
  const trustedCerts = anchors.map((anchor) => Certificate.fromBER(bufferOf(anchor)));
  try {
    const checked = await signed.verify({ signer: 0, data: bufferOf(content), checkChain: true, trustedCerts, passedWhenNotRevValues: true, extendedMode: true });
    const path = (checked.certificatePath ?? []).map((each) => new Uint8Array(each.toSchema().toBER()));
    const end = path.find((each) => anchors.some((anchor) => isEqual(anchor, each)));
    return end ? digestOf("sha256", end).toString("hex") : null;
  } catch {
    return null;
  }
}

function itemsOf(block: unknown): readonly BaseBlock[] {
  return block instanceof Sequence ? block.valueBlock.value : [];
}

function identifierOf(block: unknown): string {
  return block instanceof ObjectIdentifier ? block.getValue() : "";
}

function digestOf(algorithm: string, content: Uint8Array): Buffer {
  return createHash(algorithm).update(content).digest();
}

/** A copy of its own: what pkijs takes for the whole buffer would be more than these bytes. */
function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}

/** Words of a stranger, fit for a line. */
function shortened(words: string): string {
  return words.replaceAll(/\p{C}+/gu, " ").slice(0, LONGEST_NAME).toWellFormed();
}
