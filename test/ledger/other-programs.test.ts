import { execFile } from "node:child_process";
import { createPublicKey } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { LEDGER_CRYPTO } from "#app/domain/evidence/ledger/crypto.server";
import { base64Of } from "#app/ledger/bytes";
import { writeVerifierKey } from "#app/ledger/note";
import { consistencyProof, inclusionProof } from "#app/ledger/tree";
import { numberedLeaves, openTestLedger, testSigner } from "#test/support/ledger";
import { temporaryFolder } from "#test/support/store";

const run = promisify(execFile);

/** What a program says, its complaints included; null where it is not installed. */
async function outputOf(program: string, args: readonly string[]): Promise<string | null> {
  try {
    const { stdout, stderr } = await run(program, args, { env: { GOPATH: "/usr/share/gocode", ...process.env, GO111MODULE: "off" } });
    return stdout + stderr;
  } catch (error) {
    const { code, stdout, stderr } = Object(error);
    return code === "ENOENT" ? null : `${stdout}${stderr}`;
  }
}

const SIZE = 21;
const LEDGER = openTestLedger(numberedLeaves(SIZE));

test("OpenSSL accepts the signature of a checkpoint, and refuses it over another text", async ({ skip }) => {
  const folder = await temporaryFolder();
  const checkpoint = LEDGER.checkpointAt(SIZE);
  const [text = "", line = ""] = checkpoint.split("\n\n");
  const signature = Buffer.from(line.trim().split(" ")[2] ?? "", "base64").subarray(4);
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: Buffer.from(testSigner().key.publicKey).toString("base64url") }, format: "jwk" });
  const file = (name: string) => join(folder, name);
  await writeFile(file("key.pem"), key.export({ type: "spki", format: "pem" }));
  await writeFile(file("signature"), signature);
  await writeFile(file("right"), `${text}\n`);
  await writeFile(file("wrong"), `${text}\n`.replace("21", "22"));
  const verify = (message: string) =>
    outputOf("openssl", ["pkeyutl", "-verify", "-pubin", "-inkey", file("key.pem"), "-rawin", "-in", file(message), "-sigfile", file("signature")]);
  const answer = await verify("right");
  if (answer === null) return skip("openssl is not installed");
  expect(answer).toContain("Signature Verified Successfully");
  expect(await verify("wrong")).toContain("Signature Verification Failure");
});

/** Reads a JSON file of questions, asks Go's own packages for notes and transparency logs, and prints an answer each. */
const GO = `package main
import ("encoding/json"; "fmt"; "os"; "golang.org/x/mod/sumdb/note"; "golang.org/x/mod/sumdb/tlog")
type question struct { Key, Checkpoint string; Index, OldSize, Size int64; Leaf, Root, OldRoot []byte; Inclusion, Consistency [][]byte }
func hash(b []byte) (h tlog.Hash) { copy(h[:], b); return }
func hashes(list [][]byte) (all []tlog.Hash) { for _, b := range list { all = append(all, hash(b)) }; return }
func main() {
	var q question
	data, _ := os.ReadFile(os.Args[1])
	if err := json.Unmarshal(data, &q); err != nil { panic(err) }
	verifier, err := note.NewVerifier(q.Key)
	if err != nil { panic(err) }
	_, err = note.Open([]byte(q.Checkpoint), note.VerifierList(verifier))
	fmt.Println("note", err == nil)
	fmt.Println("inclusion", tlog.CheckRecord(hashes(q.Inclusion), q.Size, hash(q.Root), q.Index, tlog.RecordHash(q.Leaf)) == nil)
	fmt.Println("consistency", tlog.CheckTree(hashes(q.Consistency), q.Size, hash(q.Root), q.OldSize, hash(q.OldRoot)) == nil)
}
`;

/** Debian's packages golang-go and golang-golang-x-mod-dev, or a Go with GOPATH set to sources that have it. */
test("Go's note and tlog accept a checkpoint and its proofs, and refuse each one tampered with", async ({ skip }) => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "main.go"), GO);
  const readable = { ...LEDGER_CRYPTO, readNode: LEDGER.tree.readNode };
  const right = {
    key: writeVerifierKey(testSigner().key),
    checkpoint: LEDGER.checkpointAt(SIZE),
    index: 9,
    oldSize: 13,
    size: SIZE,
    leaf: Buffer.from("leaf 9").toString("base64"),
    root: base64Of(LEDGER.tree.roots[SIZE] ?? new Uint8Array()),
    oldRoot: base64Of(LEDGER.tree.roots[13] ?? new Uint8Array()),
    inclusion: (await inclusionProof(readable, 9, SIZE)).map(base64Of),
    consistency: (await consistencyProof(readable, 13, SIZE)).map(base64Of),
  };
  const ask = async (question: typeof right): Promise<string | null> => {
    await writeFile(join(folder, "question.json"), JSON.stringify(question));
    return outputOf("go", ["run", join(folder, "main.go"), join(folder, "question.json")]);
  };
  const answer = await ask(right);
  if (answer === null || answer.includes("cannot find package")) return skip("Go or golang.org/x/mod is not installed");
  expect(answer).toBe("note true\ninclusion true\nconsistency true\n");
  const tampered = { ...right, checkpoint: right.checkpoint.replace("\n21\n", "\n22\n"), inclusion: right.inclusion.toReversed(), consistency: right.consistency.toReversed() };
  expect(await ask(tampered)).toBe("note false\ninclusion false\nconsistency false\n");
}, 120_000);
