import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { erasedEvidence, evidenceFile, fullEvidence, KEY_LINE } from "#test/support/evidence";
import { expectAccessible } from "#test/support/browser";
import { openJourney } from "#test/support/journey";
import { temporaryFolder } from "#test/support/store";

const NOW = "2026-03-01T08:00:00Z";

/** Chooses files and presses the one button; the answer is then on the page. */
async function check(page: Page, files: { name: string; bytes: Uint8Array }[], key: string): Promise<string> {
  await page.locator("#files").setInputFiles(files.map(({ name, bytes }) => ({ name, mimeType: "application/octet-stream", buffer: Buffer.from(bytes) })));
  await page.locator("#keys").fill(key);
  await page.locator("#check button").click();
  await page.locator("#found .verdict").waitFor();
  return page.locator("#found").innerText();
}

test("in the browser evidence is checked without anything leaving it, and in the words of the server", async () => {
  const journey = await openJourney({ at: NOW });
  const page = await journey.newPage({ locale: "en" });
  await page.goto("/verify");
  const requests: string[] = [];
  page.on("request", (request) => void requests.push(request.url()));
  const file = { name: "a.evidence.json", bytes: await evidenceFile() };
  const here = await check(page, [file], KEY_LINE);
  expect(here).toContain("The evidence holds");
  expect(await page.locator("#result").evaluate((result) => result === document.activeElement)).toBe(true);
  expect(requests).toEqual([]);
  await expectAccessible(page);
  const plain = await journey.newPage({ locale: "en", javaScriptEnabled: false });
  await plain.goto("/verify");
  expect(await check(plain, [file], KEY_LINE)).toBe(here);
  expect(await plain.locator("#keys").inputValue()).toBe(KEY_LINE);
});

test("each answer is told: by its own key only, altered, erased, and unreadable", async () => {
  const journey = await openJourney({ at: NOW });
  const page = await journey.newPage({ width: 390, colorScheme: "dark" });
  await page.goto("/verify");
  const { evidence, ...others } = await fullEvidence();
  const wrong = await evidenceFile({ ...others, evidence: { ...evidence, files: [{ name: "terms.md", bytes: new Uint8Array(3) }] } });
  expect(await check(page, [{ name: "a.json", bytes: await evidenceFile() }], "")).toContain("所用公钥属于谁尚未核对");
  expect(await check(page, [{ name: "a.json", bytes: wrong }], KEY_LINE)).toContain("“terms.md”不是条目载明的文件");
  await expectAccessible(page);
  expect(await check(page, [{ name: "a.json", bytes: await evidenceFile(await erasedEvidence()) }], KEY_LINE)).toContain("已抹除");
  expect(await check(page, [{ name: "a.json", bytes: wrong.subarray(0, 99) }], KEY_LINE)).toContain("不是 JSON");
  expect(await check(page, [], KEY_LINE)).toContain("没有提供文件");
});

test("files that are dropped are checked at once", async () => {
  const journey = await openJourney({ at: NOW });
  const page = await journey.newPage({ locale: "en" });
  await page.goto("/verify");
  await page.locator("#keys").fill(KEY_LINE);
  const dropped = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], "a.evidence.json"));
    return transfer;
  }, Buffer.from(await evidenceFile()).toString());
  await page.locator("#check").dispatchEvent("drop", { dataTransfer: dropped });
  await page.locator("#found .verdict-holds").waitFor();
});

test("what the transparency page hands out is a checkpoint, keys and a program, and proofs are asked for by its form", async () => {
  const journey = await openJourney({ at: NOW });
  const page = await journey.newPage({ locale: "en" });
  await page.goto("/");
  await page.getByRole("link", { name: "Transparency" }).click();
  const folder = await temporaryFolder();
  const downloaded = async (link: string): Promise<string> => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: link }).click()]);
    await download.saveAs(join(folder, "file"));
    return readFile(join(folder, "file"), "utf8");
  };
  const [origin = ""] = (await downloaded("Download the checkpoint")).split("\n");
  expect(await downloaded("Download all keys")).toContain(`${origin}+`);
  expect(await downloaded("Download the one-file verifier")).toContain("concordat/evidence/1");
  await page.locator("#from").fill("1");
  const size = await page.locator("#to").inputValue();
  await page.getByRole("button", { name: "Get the proof" }).click();
  await page.waitForURL(/consistency/);
  expect(await page.locator("body").innerText()).toContain("old 1\n");
  expect(await page.locator("body").innerText()).toContain(`\n${size}\n`);
});
