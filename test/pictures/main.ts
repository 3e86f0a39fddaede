/**
 * Pictures of what the chat platforms show, taken by a headless Chromium:
 *
 *     npm run picture                     the one in the README, over the bundled library
 *     npm run picture -- slack            the same on Slack
 *     npm run picture -- "said kagame"    any other answer, at both widths, into the current folder
 *
 * The browser is the one named in CHROMIUM, else one on the PATH. Without one nothing is done, and it is said why.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const SITREP = fileURLToPath(new URL("../../src/sitrep.mjs", import.meta.url));
/** The pictures of the README stand beside this file. */
const pictureOf = (platform: string) => fileURLToPath(new URL(`${platform}.png`, import.meta.url));
/** The example of the README, with everything fixed that could change from day to day. */
const EXAMPLE = ["briefing goma since:2025-01-26 until:2025-02-07", "--as-of", "2025-02-07"];
const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const PHONE = 390;
const DESKTOP = 760;

const browserPath = findBrowser();
if (browserPath === null) {
  process.stderr.write(
    "picture: skipped, because no Chromium was found: install one or set CHROMIUM=/path/to/it\n",
  );
} else {
  const args = process.argv.slice(2);
  const isNamed = args[0] === "discord" || args[0] === "slack";
  const platform = isNamed ? (args[0] ?? "discord") : "discord";
  const asked = isNamed ? args.slice(1) : args;
  const folder = mkdtempSync(join(tmpdir(), "sitrep-picture-"));
  try {
    const page = join(folder, "page.html");
    writeFileSync(page, previewOf(platform, asked.length > 0 ? asked : EXAMPLE));
    if (asked.length === 0) await takeReadmePicture(browserPath, page, platform);
    else await takeBoth(browserPath, page, platform);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function findBrowser(): string | null {
  const { CHROMIUM, PATH = "" } = process.env;
  const places = PATH.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return (
    [...(CHROMIUM === undefined || CHROMIUM === "" ? [] : [CHROMIUM]), ...places].find((path) =>
      existsSync(path),
    ) ?? null
  );
}

function previewOf(platform: string, words: readonly string[]): string {
  const run = spawnSync(process.execPath, [SITREP, "preview", platform, ...words], {
    encoding: "utf8",
    maxBuffer: 1e8,
  });
  if (run.status !== 0) throw new Error(`the preview failed: ${run.stderr}`);
  return run.stdout;
}

/** The first two pages of the briefing beside each other, as two phones would show them. */
async function takeReadmePicture(executablePath: string, page: string, platform: string): Promise<void> {
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  const sheet = await browser.newPage({
    viewport: { width: 2 * PHONE + 24, height: 1266 },
    deviceScaleFactor: 1,
  });
  // Frames have a width of their own, so that each of them is a phone; the page's own policy stays out of the way.
  await sheet.setContent(`<body style="margin:0;background:#0d0d0f;display:flex;gap:24px">
    ${[1, 2].map(() => `<iframe style="border:0" width="${PHONE}" height="1266"></iframe>`).join("")}</body>`);
  const html = await (await browser.newPage())
    .goto(pathToFileURL(page).href)
    .then((shown) => shown?.text() ?? "");
  for (const [index, frame] of (await sheet.$$("iframe")).entries()) {
    const inside = await frame.contentFrame();
    await inside?.setContent(html);
    await inside?.addStyleTag({ content: `.message:not(#page-${index + 1}) { display: none; }` });
  }
  await sheet.screenshot({ path: pictureOf(platform) });
  await browser.close();
  process.stdout.write(`${pictureOf(platform)}\n`);
}

async function takeBoth(executablePath: string, page: string, platform: string): Promise<void> {
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  for (const [name, width] of [
    ["phone", PHONE],
    ["desktop", DESKTOP],
  ] as const) {
    const shown = await browser.newPage({ viewport: { width, height: 844 }, deviceScaleFactor: 2 });
    await shown.goto(pathToFileURL(page).href);
    await shown.screenshot({ path: `${platform}-${name}.png`, fullPage: true });
    process.stdout.write(`${platform}-${name}.png\n`);
  }
  await browser.close();
}
