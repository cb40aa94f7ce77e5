import { execFile } from "node:child_process";
import { copyFile, cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, expect, test } from "vitest";
import { sealLedger } from "#app/domain/evidence/ledger/seal.server";
import { openLedgerFolder } from "#app/portal.server";
import { acceptTerms } from "#test/support/acceptance";
import { signInAgain } from "#test/support/actors";
import { makeBag, openCase, said, unpackBag, type Case } from "#test/support/bagged";
import { reopen } from "#test/support/ledger-portal";
import { addPerson } from "#test/support/people";
import type { Said } from "#test/support/said";
import { hasOpenssl, openTimeAuthority } from "#test/support/time-authority";
import { bundlePrograms } from "../../bin/scripts.mjs";

/** Whether the programs that the how-to names are installed. */
const hasPrograms = await said("/", "openssl version && python3 --version && sha256sum --version").then((text) => /OpenSSL 3[^]*Python 3[^]*sha256sum/.test(text));

let bundled: Promise<string> | undefined;

afterAll(async () => {
  if (bundled) await rm(await bundled, { recursive: true, force: true });
});

async function bundle(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "concordat-bag-"));
  await bundlePrograms(resolve("."), folder);
  return folder;
}

type Bagged = Awaited<ReturnType<typeof unpackBag>>;

/** The one-file verifier, alone on plain Node. */
async function verifyAlone({ folder }: Bagged, ...args: string[]): Promise<Said> {
  bundled ??= bundle();
  const program = join(folder, "concordat-verify.mjs");
  await copyFile(join(await bundled, "build/standalone/concordat-verify.mjs"), program);
  return new Promise((done) => {
    execFile(process.execPath, [program, ...args, "--key", "ledger.vkey", "--lang", "en"], { cwd: folder, env: { NODE_ENV: "production" } }, (error, out, err) => {
      done({ code: typeof error?.code === "number" ? error.code : 0, out, err });
    });
  });
}

/** The blocks of commands of the how-to in the bag, and the program in it, kept where it says. */
async function stepsOf({ folder, bag }: Bagged, language = "en"): Promise<{ whole: string; program: string; signature: string; climb: string; files: string; time: string }> {
  const text = await readFile(join(bag, `data/HOWTO.${language}.md`), "utf8");
  const [python = ""] = blocksOf(text, "python");
  await writeFile(join(folder, "out", "climb.py"), python);
  await copyFile(join(folder, "ledger.vkey"), join(folder, "out", "ledger.vkey"));
  const [whole = "", program = "", signature = "", climb = "", files = "", , time = ""] = blocksOf(text, "sh");
  return { whole, program, signature, climb, files, time };
}

function blocksOf(text: string, language: string): string[] {
  return Array.from(text.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)\n\`\`\`$`, "gm")), ([, block]) => block ?? "");
}

async function bagOfLi(place: Case, mask: "masked" | "unmasked" = "unmasked"): Promise<Bagged> {
  return unpackBag(place.portal, await makeBag(place, { filter: { party: place.li.partyId }, mask }));
}

test("the one-file verifier on plain Node says of the ZIP file and of the folder that the bag holds", async () => {
  const bagged = await bagOfLi(await openCase());
  for (const given of ["bag.zip", bagged.bag]) expect(await verifyAlone(bagged, given)).toMatchObject({ code: 0, out: expect.stringContaining("The evidence bag holds") });
});

test.skipIf(!hasPrograms).each(["en", "zh-CN"])("step by step as the how-to says (%s), with nothing of ours, the bag holds", async (language) => {
  const bagged = await bagOfLi(await openCase());
  const steps = await stepsOf(bagged, language);
  const { bag } = bagged;
  expect(await said(bag, steps.whole)).toBe("complete and unaltered\n");
  const signed = await said(bag, steps.signature);
  expect(signed.match(/Signature Verified Successfully/g)?.length).toBe((await said(bag, "ls data/checkpoints")).trim().split("\n").length);
  expect(await said(bag, steps.climb)).toMatch(/^\d+ entries, [1-9]\d* openings: all hold\n$/);
  expect(await said(bag, steps.files)).toBe("files looked at\n");
  expect(await verifyAlone(bagged, "bag.zip")).toMatchObject({ code: 0 });
  expect(await said(bag, steps.program.replace("data/verify.mjs", "../../concordat-verify.mjs"))).toContain("The evidence bag holds");
});

const ALTERATIONS: [string, string, RegExp, RegExp | null][] = [
  ["an altered leaf", `python3 - <<'EOF'\nimport base64, json\nlines = open("data/records.jsonl").read().split("\\n")\none = json.loads(lines[0])\none["entry"]["recordedAt"] = "2025-01-01T00:00:00.000Z"\none["leaf"] = base64.b64encode(json.dumps(one["entry"], separators=(",", ":"), sort_keys=True, ensure_ascii=False).encode()).decode()\nlines[0] = json.dumps(one)\nopen("data/records.jsonl", "w").write("\\n".join(lines))\nEOF`, /records\.jsonl was altered[^]*What fails/, /NOT SO/],
  ["an altered text", "f=$(ls data/documents/*.md | head -n 1); sed -i '1s/^# ./# X/' $f", /was altered/, null],
  ["an altered opening", "sed -i 's/li\\.ming@example/li.ning@example/' data/openings.jsonl", /was altered/, /NOT SO/],
  ["a file that is gone", "rm $(ls data/proofs/* | head -n 1)", /is listed, but is not there/, null],
  ["a file that was added", "echo more > data/documents/more.md", /is there, but is not listed/, null],
];

test.skipIf(!hasPrograms).each(ALTERATIONS)("%s shows, by the verifier and by hand, and a manifest made anew does not hide it", async (_name, change, reason, climbed) => {
  const bagged = await bagOfLi(await openCase());
  const steps = await stepsOf(bagged);
  const { bag, folder } = bagged;
  await cp(bag, join(folder, "whole"), { recursive: true });
  await said(bag, change);
  expect(await verifyAlone(bagged, bag)).toMatchObject({ code: 1, out: expect.stringMatching(reason) });
  expect(await said(bag, steps.whole)).not.toContain("complete and unaltered");
  if (climbed) expect(await said(bag, steps.climb)).toMatch(climbed);
  await said(bag, "find data -type f | sort | xargs sha256sum > manifest-sha256.txt; rm tagmanifest-sha256.txt; sed -i '/Payload-Oxum/d' bag-info.txt");
  expect(await verifyAlone(bagged, bag)).toMatchObject({ code: 1 });
});

test("a ZIP file that is cut off is refused with the reason", async () => {
  const bagged = await bagOfLi(await openCase());
  await said(bagged.folder, "truncate -s -3000 bag.zip");
  expect(await verifyAlone(bagged, "bag.zip")).toMatchObject({ code: 2, err: expect.stringContaining("cut off") });
});

test("a bag from two ledgers, one sealed, holds: each entry at the checkpoint of its own", async () => {
  const place = await openCase();
  const { portal } = place;
  await portal.close();
  const folder = await openLedgerFolder(portal.settings);
  await sealLedger({ ...folder, now: portal.now }, { reason: "the disk failed", key: "new" });
  await folder.close();
  const again = await reopen(portal);
  await acceptTerms(again, await addPerson(again, { address: "sun.li@example.com", customerKind: "business" }));
  const auditor = await signInAgain(again, place.auditor.accountId);
  const bagged = await unpackBag(again, await makeBag({ portal: { ...again, clock: portal.clock }, auditor }, { filter: { agreement: "general-terms" } }));
  const { code, out } = await verifyAlone(bagged, "bag.zip");
  expect([code, out]).toEqual([0, expect.stringContaining("The evidence bag holds")]);
  expect((await said(bagged.bag, "ls data/checkpoints")).split("\n").map((name) => name.split("-")[0])).toEqual(expect.arrayContaining(["1", "2"]));
});

test("before a bag is made its checkpoint is stamped by the authority, and OpenSSL accepts the token in it as the how-to says", async ({ skip }) => {
  if (!(await hasOpenssl())) return skip("openssl is not installed");
  const authority = await openTimeAuthority();
  const place = await openCase({ TIME_AUTHORITY_URL: authority.url, TIME_AUTHORITY_CA_FILE: authority.caFile });
  const bagged = await bagOfLi(place, "masked");
  expect(await verifyAlone(bagged, "bag.zip")).toMatchObject({ code: 0 });
  await copyFile(authority.caFile, join(bagged.folder, "out", "authority.pem"));
  expect(await said(bagged.bag, (await stepsOf(bagged)).time)).toMatch(/Verification: OK[^]*timestamps\/1-\d+\.tst[^]*Time stamp/);
  expect(await readFile(join(bagged.bag, "bag-info.txt"), "utf8")).toMatch(/^Time-Stamp: O=Time of a test, CN=tsa, \S+, over \d+ entries$/m);
});

test("an authority that answers nonsense stops no bag, and the bag says that nothing was stamped", async () => {
  const authority = await openTimeAuthority({ answer: (_authority, _request, response) => void response.end("no") }).catch(() => null);
  const place = await openCase({ TIME_AUTHORITY_URL: authority?.url ?? "http://127.0.0.1:9/", ...(authority ? { TIME_AUTHORITY_CA_FILE: authority.caFile } : {}) });
  const bagged = await bagOfLi(place, "masked");
  expect(await readFile(join(bagged.bag, "bag-info.txt"), "utf8")).toContain("Time-Stamp: none");
  expect(await verifyAlone(bagged, "bag.zip")).toMatchObject({ code: 0 });
});
