import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { runVerify } from "#app/cli/verify";
import { CLIMB_COMMAND, CLIMB_PROGRAM, PARTS_COMMAND, PARTS_PROGRAM, SIGNATURE_COMMANDS, TEXT_COMMAND } from "#app/components/verify/by-hand";
import { LEDGER_CRYPTO } from "#app/domain/evidence/ledger/crypto.server";
import { commitmentTo } from "#app/ledger/commitment";
import { ADDRESS, evidenceFile, fullEvidence, KEY_LINE, TEXT } from "#test/support/evidence";
import { openTestLedger, testSigner } from "#test/support/ledger";
import { saidBy } from "#test/support/said";
import { temporaryFolder } from "#test/support/store";

const run = promisify(execFile);

/** What a shell says in the folder, its complaints included. */
async function shell(folder: string, commands: string): Promise<string> {
  const { stdout, stderr } = await run("sh", ["-c", commands], { cwd: folder }).catch((error: { stdout: string; stderr: string }) => error);
  return stdout + stderr;
}

/** Whether the programs of the instructions are installed. */
const hasPrograms = await shell("/", "openssl version && python3 --version && sha256sum --version").then((said) => /OpenSSL 3[^]*Python 3[^]*sha256sum/.test(said));

async function folderByHand(files: Record<string, string | Uint8Array>): Promise<string> {
  const folder = await temporaryFolder();
  for (const [name, content] of Object.entries({ "parts.py": PARTS_PROGRAM, "climb.py": CLIMB_PROGRAM, ...files })) await writeFile(join(folder, name), content);
  return folder;
}

test("the page and the document give the same instructions", async () => {
  const document = await readFile("docs/verify.md", "utf8");
  for (const block of [PARTS_PROGRAM, PARTS_COMMAND, SIGNATURE_COMMANDS, CLIMB_PROGRAM, CLIMB_COMMAND, TEXT_COMMAND]) expect(document).toContain(`\n${block}\n\`\`\``);
});

test.skipIf(!hasPrograms)("by these instructions and nothing of ours, evidence holds and each alteration shows", async () => {
  const folder = await folderByHand({ "a.evidence.json": await evidenceFile(), "ledger.vkey": `${KEY_LINE}\n` });
  await shell(folder, PARTS_COMMAND);
  expect(await shell(folder, SIGNATURE_COMMANDS)).toContain("Signature Verified Successfully");
  expect(await shell(folder, CLIMB_COMMAND)).toBe("in the ledger\n");
  const hashes = await shell(folder, TEXT_COMMAND);
  expect(await readFile(join(folder, "entry.json"), "utf8")).toContain(hashes.split("\n").find((line) => line.endsWith(TEXT.name))?.slice(0, 64));
  await shell(folder, "sed -i 's/acc_01/acc_02/' entry.json; sed -i 's/^20$/21/' a.tlog-proof");
  expect(await shell(folder, CLIMB_COMMAND)).toBe("NOT in the ledger\n");
  expect(await shell(folder, SIGNATURE_COMMANDS)).toContain("Signature Verification Failure");
});

test.skipIf(!hasPrograms)("among the signatures of several keys, the instructions take that of the key kept", async () => {
  const { evidence, ...others } = await fullEvidence();
  const ledger = openTestLedger([evidence.entry], [testSigner("witness.example/w"), testSigner()]);
  const proof = await ledger.proofOf(0);
  const file = await evidenceFile({ ...others, evidence: { entry: evidence.entry, proof } });
  const folder = await folderByHand({ "a.evidence.json": file, "ledger.vkey": `${KEY_LINE}\n` });
  await shell(folder, PARTS_COMMAND);
  expect(await shell(folder, SIGNATURE_COMMANDS)).toContain("Signature Verified Successfully");
  expect(await shell(folder, CLIMB_COMMAND)).toBe("in the ledger\n");
});

test.skipIf(!hasPrograms)("OpenSSL computes the commitment that the document tells to compute", async () => {
  const opening = Buffer.from(ADDRESS.opening).toString("hex");
  const document = await readFile("docs/verify.md", "utf8");
  const [command = ""] = /^printf 'address.*$/m.exec(document) ?? [];
  expect(await shell("/", `OPENING=${opening}; ${command}`)).toContain(commitmentTo(LEDGER_CRYPTO, ADDRESS));
});

/** Makes an evidence file by OpenSSL and the definitions of RFC 6962 alone, and prints its key. */
const MAKER = `import base64, hashlib, json, subprocess

def sha256(b): return hashlib.sha256(b).digest()
def cut(n):
    k = 1
    while k * 2 < n: k *= 2
    return k
def root(d): return sha256(b"\\0" + d[0]) if len(d) == 1 else sha256(b"\\1" + root(d[:cut(len(d))]) + root(d[cut(len(d)):]))
def path(m, d):
    if len(d) == 1: return []
    k = cut(len(d))
    return path(m, d[:k]) + [root(d[k:])] if m < k else path(m - k, d[k:]) + [root(d[:k])]
def ssl(*args): return subprocess.run(["openssl", *args], check=True, capture_output=True).stdout
def b64(b): return base64.b64encode(b).decode()

origin, text = "elsewhere.example/log", "# Terms\\n"
ssl("genpkey", "-algorithm", "ed25519", "-out", "key.pem")
public = ssl("pkey", "-in", "key.pem", "-pubout", "-outform", "DER")[-32:]
key_id = sha256(origin.encode() + b"\\n\\x01" + public)[:4]
entry = json.dumps({"at": "2026-03-01T00:00:00.000Z", "hashes": {"text": hashlib.sha256(text.encode()).hexdigest()}, "kind": "acceptance.click", "ledger": origin,
    "record": "acc_elsewhere", "recordedAt": "2026-03-01T00:00:00.000Z", "v": 1}, separators=(",", ":"), sort_keys=True)
leaves = [b"leaf %d" % n for n in range(13)]
leaves[9] = entry.encode()
signed = "%s\\n13\\n%s\\n" % (origin, b64(root(leaves)))
open("signed", "w").write(signed)
ssl("pkeyutl", "-sign", "-inkey", "key.pem", "-rawin", "-in", "signed", "-out", "signature")
checkpoint = "%s\\n\\u2014 %s %s\\n" % (signed, origin, b64(key_id + open("signature", "rb").read()))
proof = "\\n".join(["c2sp.org/tlog-proof@v1", "index 9", *map(b64, path(9, leaves)), "", checkpoint])
json.dump({"format": "concordat/evidence/1", "entry": entry, "proof": proof, "files": [{"name": "terms.md", "text": text}]}, open("made.json", "w"))
open("ledger.vkey", "w").write("%s+%s+%s\\n" % (origin, key_id.hex(), b64(b"\\x01" + public)))
`;

test.skipIf(!hasPrograms)("evidence made by OpenSSL and Python alone holds, and fails once altered", async () => {
  const folder = await folderByHand({ "make.py": MAKER });
  expect(await shell(folder, "python3 make.py")).toBe("");
  const verify = () => saidBy(() => runVerify(["made.json", "--key", "ledger.vkey", "--json"], folder));
  expect(await verify()).toMatchObject({ code: 0, out: expect.stringContaining('"index": 9') });
  await shell(folder, "sed -i 's/acc_elsewhere/acc_somewhere/' made.json");
  expect(await verify()).toMatchObject({ code: 1, out: expect.stringContaining('"reason": "notInTree"') });
});
