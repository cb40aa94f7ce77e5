import { expect, test } from "vitest";
import { faultOfBag, isSafePath } from "#app/ledger/bagit";
import { utf8Of } from "#app/ledger/bytes";
import { bagOf, digest, type Bag } from "#test/support/bag";

const PAYLOAD = new Map([["data/a.txt", utf8Of("first")], ["data/条款/二 %\n.md", utf8Of("第二")]]);

function changed(change: (bag: Bag) => unknown): Bag {
  const bag = bagOf(PAYLOAD, { "Bag-Count": "1 of 1" });
  change(bag);
  return bag;
}

function set(path: string, text: string): (bag: Bag) => unknown {
  return (bag) => bag.set(path, utf8Of(text));
}

/** The tag manifest tells on every change of a tag file; without it the rule behind is met. */
function untagged(...changes: ((bag: Bag) => unknown)[]): (bag: Bag) => unknown {
  return (bag) => [() => bag.delete("tagmanifest-sha256.txt"), ...changes].forEach((change) => change(bag));
}

const SHA512 = `${digest("sha512", utf8Of("first"))}  data/a.txt\n`;

test("what is written is a valid bag, with names in Chinese, spaces and line ends", () => {
  expect(faultOfBag(digest, bagOf(PAYLOAD))).toBeNull();
  expect(faultOfBag(digest, bagOf(new Map()))).toBeNull();
});

test.each<[string, (bag: Bag) => unknown]>([
  ["carriage returns in the declaration", untagged(set("bagit.txt", "BagIt-Version: 0.97\r\nTag-File-Character-Encoding: UTF-8\r\n"))],
  ["capital digits, a tab and an asterisk before the path", untagged((bag) => bag.set("manifest-sha256.txt", utf8Of(
    [...PAYLOAD].map(([path, bytes]) => `${digest("sha256", bytes)?.toUpperCase()}\t*${path.replace("%", "%25").replace("\n", "%0A")}`).join("\r\n"))))],
  ["no bag-info.txt", untagged((bag) => bag.delete("bag-info.txt"))],
  ["a folder of tags that nothing lists", set("notes/readme.txt", "tags may stand anywhere")],
])("%s: valid", (_name, change) => {
  expect(faultOfBag(digest, changed(change))).toBeNull();
});

test.each<[string, (bag: Bag) => unknown, string, string]>([
  ["no declaration", (bag) => bag.delete("bagit.txt"), "declarationMissing", "bagit.txt"],
  ["a declaration with a byte order mark", untagged(set("bagit.txt", "\ufeffBagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")), "declarationMalformed", "bagit.txt"],
  ["a declaration of another encoding", untagged(set("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-16\n")), "declarationMalformed", "bagit.txt"],
  ["no manifest", untagged((bag) => bag.delete("manifest-sha256.txt")), "manifestMissing", "manifest-sha256.txt"],
  ["a manifest of garbage", untagged(set("manifest-sha256.txt", "not a digest data/a.txt\n")), "manifestMalformed", "manifest-sha256.txt"],
  ["a digest that nobody knows", untagged(set("manifest-rot13.txt", "abcd  data/a.txt\n")), "algorithmUnknown", "manifest-rot13.txt"],
  ["a changed file", set("data/a.txt", "First"), "fileAltered", "data/a.txt"],
  ["a removed file", (bag) => bag.delete("data/a.txt"), "fileMissing", "data/a.txt"],
  ["a file to fetch that is not there", untagged((bag) => bag.delete("data/a.txt"), set("fetch.txt", "https://files.example/a 5 data/a.txt\n")), "fileMissing", "data/a.txt"],
  ["a file more", set("data/b.txt", "more"), "fileUnlisted", "data/b.txt"],
  ["a second manifest that lists less", set("manifest-sha512.txt", SHA512), "fileUnlisted", "data/条款/二 %\n.md"],
  ["a changed tag file", set("bag-info.txt", "Bag-Count: 2 of 2\n"), "fileAltered", "bag-info.txt"],
  ["a total that is another", untagged(set("bag-info.txt", "Payload-Oxum: 1.2\n")), "totalOther", "bag-info.txt"],
  ["a file listed twice", untagged((bag) => bag.set("manifest-sha256.txt", utf8Of(`${digest("sha256", utf8Of("first"))}  data/a.txt\n`.repeat(2)))), "listedTwice", "data/a.txt"],
  ["a tag file in the manifest of the payload", untagged(set("manifest-sha256.txt", `${digest("sha256", utf8Of("x"))}  bagit.txt\n`)), "manifestMalformed", "manifest-sha256.txt"],
  ["a listed path that leads out", untagged(set("manifest-sha256.txt", `${digest("sha256", utf8Of("x"))}  data/../../etc/passwd\n`)), "pathUnsafe", "data/../../etc/passwd"],
  ["a path that leads out", set("data/../../etc/passwd", "x"), "pathUnsafe", "data/../../etc/passwd"],
])("%s: refused", (_name, change, fault, about) => {
  expect(faultOfBag(digest, changed(change))).toEqual({ fault, about });
});

test.each(["/etc/passwd", "~root/x", "C:/x", "c:x", "data\\..\\x", "data//x", "data/./x", "data/..", "", "a\0b"])("%j is no path within a bag", (path) => {
  expect(isSafePath(path)).toBe(false);
});
