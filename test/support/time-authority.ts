import { execFile } from "node:child_process";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { onTestFinished } from "vitest";
import { temporaryFolder } from "#test/support/store";

const run = promisify(execFile);

/** Whether the OpenSSL program is there, without which there is no authority. */
export async function hasOpenssl(): Promise<boolean> {
  return run("openssl", ["version"]).then(() => true, () => false);
}

export type TimeAuthority = {
  url: string;
  /** The folder with ca.pem, tsa.pem and their keys. */
  folder: string;
  caFile: string;
  /** How many requests came. */
  asked(): number;
  /** What `openssl ts -reply` answers to a request. */
  reply(request: Buffer): Promise<Buffer>;
};

type Options = {
  /** Days for which the authority's certificate is valid from now on. */
  days?: number;
  /** The digests that it takes. */
  digests?: string;
  /** Answers otherwise than `openssl ts` does. */
  answer?(authority: TimeAuthority, request: Buffer, response: ServerResponse): Promise<void> | void;
};

function configuration(folder: string, digests: string): string {
  return `
[req]
distinguished_name = dn
prompt = no
[dn]
CN = Root of a test
[ca]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign,cRLSign
[timeStamping]
basicConstraints = CA:false
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[codeSigning]
basicConstraints = CA:false
extendedKeyUsage = critical,timeStamping,codeSigning
[tsa]
serial = ${folder}/serial
crypto_device = builtin
signer_cert = ${folder}/tsa.pem
certs = ${folder}/ca.pem
signer_key = ${folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = ${digests}
ess_cert_id_alg = sha256
`;
}

/** A time authority with a root of its own on a free port of this machine, closed after the test. */
export async function openTimeAuthority({ days = 30, digests = "sha256", answer = answerAsOpenssl }: Options = {}): Promise<TimeAuthority> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "cnf"), configuration(folder, digests));
  await writeFile(join(folder, "serial"), "01");
  await openssl(folder, "req", "-x509", ...KEY, "-keyout", "ca.key", "-out", "ca.pem", "-config", "cnf", "-extensions", "ca");
  await makeCertificate(folder, { name: "tsa", purpose: "timeStamping", days });
  let count = 0;
  const server = createServer((request, response) => {
    count++;
    void readAll(request).then((body) => answer(authority, body, response));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void (server.close(), server.closeAllConnections()));
  const { port } = server.address() as AddressInfo;
  const authority: TimeAuthority = {
    url: `http://127.0.0.1:${port}/tsr`, folder, caFile: join(folder, "ca.pem"), asked: () => count,
    async reply(request) {
      await writeFile(join(folder, "request"), request);
      await openssl(folder, "ts", "-reply", "-config", "cnf", "-section", "tsa", "-queryfile", "request", "-out", "response");
      return readFile(join(folder, "response"));
    },
  };
  return authority;
}

/** A token over what the authority signed last, but signed by a certificate with another purpose. */
export async function signedForOther(authority: TimeAuthority): Promise<Buffer> {
  const { folder } = authority;
  await makeCertificate(folder, { name: "other", purpose: "codeSigning", days: 30 });
  await statementOf(authority);
  await openssl(folder, "cms", "-sign", "-binary", "-nodetach", "-cades", "-in", "statement", "-signer", "other.pem", "-inkey", "other.key",
    "-econtent_type", "1.2.840.113549.1.9.16.1.4", "-outform", "DER", "-out", "token");
  return readFile(join(folder, "token"));
}

/** What the authority signed last (TSTInfo). */
export async function statementOf({ folder }: TimeAuthority): Promise<Buffer> {
  await openssl(folder, "ts", "-reply", "-in", "response", "-token_out", "-out", "token");
  await openssl(folder, "cms", "-verify", "-noverify", "-inform", "DER", "-in", "token", "-out", "statement");
  return readFile(join(folder, "statement"));
}

/** What `openssl ts -verify` says of a token over these bytes. */
export async function verifiedByOpenssl({ folder, caFile }: TimeAuthority, { token, content }: { token: Buffer; content: string }): Promise<string> {
  await writeFile(join(folder, "stored.tst"), token);
  await writeFile(join(folder, "stored.checkpoint"), content);
  const args = ["ts", "-verify", "-in", "stored.tst", "-token_in", "-data", "stored.checkpoint", "-CAfile", caFile];
  return openssl(folder, ...args).catch((error: unknown) => String(Object(error).stdout) + String(Object(error).stderr));
}

const KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];

async function makeCertificate(folder: string, { name, purpose, days }: { name: string; purpose: string; days: number }): Promise<void> {
  await openssl(folder, "req", "-new", ...KEY, "-keyout", `${name}.key`, "-out", `${name}.csr`, "-config", "cnf", "-subj", `/O=Time of a test/CN=${name}`);
  await openssl(folder, "x509", "-req", "-in", `${name}.csr`, "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-out", `${name}.pem`,
    "-days", String(days), "-extfile", "cnf", "-extensions", purpose);
}

async function openssl(cwd: string, ...args: string[]): Promise<string> {
  const { stdout, stderr } = await run("openssl", args, { cwd });
  return stdout + stderr;
}

async function answerAsOpenssl(authority: TimeAuthority, request: Buffer, response: ServerResponse): Promise<void> {
  response.setHeader("Content-Type", "application/timestamp-reply").end(await authority.reply(request));
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
