import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import axe from "axe-core";
import { chromium, type Browser, type Page } from "playwright-core";
import { expect } from "vitest";

/** Where Chromium may already be, before the one inside the npm package is unpacked. */
const SYSTEM_CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** A test host has no business on other networks. */
const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--font-render-hinting=none",
];

/** Path of a Chromium: CHROMIUM_PATH, else the system's, else the one that npm installed. */
export async function findChromium(): Promise<string> {
  const found = [process.env.CHROMIUM_PATH, ...SYSTEM_CHROMIUM].find((path) => path && existsSync(path));
  if (found) return found;
  const { default: packaged } = await import("@sparticuz/chromium");
  return packaged.executablePath();
}

/** A headless Chromium that sets Chinese with the font of an npm package, wherever it runs. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await findChromium(),
    args: QUIET,
    env: { ...process.env, FONTCONFIG_FILE: writeFontConfig() } as Record<string, string>,
  });
}

/** The fonts of a bare machine know no Chinese: a fontconfig file adds those of the package. */
export function writeFontConfig(): string {
  const fonts = dirname(createRequire(import.meta.url).resolve("@expo-google-fonts/noto-sans-sc/package.json"));
  const folder = join(tmpdir(), "concordat-fonts");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "fonts.conf");
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>${fonts}</dir><dir>/usr/share/fonts</dir><cachedir>${folder}</cachedir>
${["sans-serif", "system-ui"].map((name) => `<alias binding="strong"><family>${name}</family><prefer><family>Noto Sans SC</family></prefer></alias>`).join("")}
</fontconfig>\n`,
  );
  return file;
}

/** Fails with the list of findings when axe finds anything at WCAG 2.2 AA on the page. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  const results = await page.evaluate(async () => {
    const { axe: inPage } = window as unknown as { axe: typeof axe };
    return inPage.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
  });
  const findings = results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
  expect(findings, `axe on ${page.url()}`).toEqual([]);
}
