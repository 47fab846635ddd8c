/**
 * `deno run -A tools/draw_pictures.ts [address]`: draws the pictures in static/ that are made of others, in Chromium:
 * icons of static/favicon.svg, and what a posted link shows of the front page of the Rowhouse that runs there.
 */
import { Buffer } from "node:buffer";
import { type Browser, chromium } from "playwright-core";

const [address = "http://localhost:8000"] = Deno.args;
const PAPER = "#f7f5f2";

const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium-headless-shell",
  args: ["--no-sandbox"],
});
try {
  write("favicon.ico", asIco(await drawIcon(browser, { size: 32, share: 1 })));
  write("apple-touch-icon.png", await drawIcon(browser, { size: 180, share: 0.72, background: PAPER }));
  write("icon-192.png", await drawIcon(browser, { size: 192, share: 0.8, background: PAPER }));
  write("icon-512.png", await drawIcon(browser, { size: 512, share: 0.8, background: PAPER }));
  // Whatever shape a system cuts out, it leaves the middle 80 % of the width.
  write("icon-maskable-512.png", await drawIcon(browser, { size: 512, share: 0.56, background: PAPER }));
  write("social.png", await drawSocial(browser));
} finally {
  await browser.close();
}

type Icon = {
  /** In pixels, of both sides. */
  size: number;
  /** Of the side that the mark fills. */
  share: number;
  background?: string;
};

async function drawIcon(browser: Browser, { size, share, background = "transparent" }: Icon) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const mark = Deno.readTextFileSync("static/favicon.svg").replace("<svg", `<svg width="${size * share}"`);
  await page.setContent(
    `<body style="margin:0;height:100vh;display:grid;place-items:center;background:${background}">${mark}`,
  );
  const picture = await page.screenshot({ omitBackground: true });
  await page.close();
  return picture;
}

/** The head line above the street, as on the front page, without what one could press. */
async function drawSocial(browser: Browser) {
  const page = await browser.newPage({ viewport: { width: 1200, height: 630 } });
  await page.goto(address, { waitUntil: "networkidle" });
  await page.evaluate(() => {
    const [wordmark, headline, street] = ["header a", "h1", ".street"]
      .map((it) => document.querySelector<HTMLElement>(it)!);
    wordmark.style.cssText = "position:fixed;top:44px;left:50%;translate:-50%;scale:1.4";
    headline.style.cssText = "position:fixed;top:110px;inset-inline:0;text-align:center;font-size:68px";
    street.style.cssText = "position:fixed;bottom:0;inset-inline:0;height:384px";
    document.body.replaceChildren(wordmark, headline, street);
  });
  return await page.screenshot();
}

/** A picture as an icon file that holds this one: six bytes of header, sixteen about the picture, the picture. */
function asIco(png: Uint8Array): Uint8Array {
  const head = Buffer.alloc(22);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(1, 4);
  head.writeUInt8(32, 6);
  head.writeUInt8(32, 7);
  head.writeUInt16LE(1, 10);
  head.writeUInt16LE(32, 12);
  head.writeUInt32LE(png.length, 14);
  head.writeUInt32LE(head.length, 18);
  return Buffer.concat([head, png]);
}

function write(name: string, picture: Uint8Array) {
  Deno.writeFileSync(`static/${name}`, picture);
}
