import assert from "node:assert/strict";
import { TEMPLATES } from "@/lib/mail/templates.ts";
import { baseOrigin, startApp } from "@/tests/support/app.ts";
import { makeCast } from "@/tests/support/cast.ts";

const app = await startApp();
const { acme } = await makeCast();

const PAGES = ["/dev", "/dev/mail", "/dev/mails", "/dev/components"];

for (const path of PAGES) {
  Deno.test(`${path} is there on the base host of this machine, and on no tenant's`, async () => {
    assert.equal((await app.ask(baseOrigin, path)).status, 200);
    assert.equal((await app.ask(acme.origin, path)).status, 404);
  });

  Deno.test(`${path} leads to the other tools`, async () => {
    const html = await (await app.ask(baseOrigin, path)).text();
    for (const other of PAGES) assert.ok(html.includes(`href="${other}"`), other);
  });
}

Deno.test("/dev/mails shows a letter of every template, in a frame where nothing runs", async () => {
  const html = await (await app.ask(baseOrigin, "/dev/mails")).text();
  for (const template of Object.keys(TEMPLATES)) assert.ok(html.includes(`>${template}</code>`), template);
  const frames = html.match(/<iframe(?: \w+="[^"]*")+>/g) ?? [];
  assert.equal(frames.length, Object.keys(TEMPLATES).length);
  for (const frame of frames) {
    assert.match(frame, / sandbox="allow-top-navigation-by-user-activation"/);
    assert.match(frame, / srcdoc="[^"]*>Hello/);
  }
});

/** Frames of a whole page, pages that lead on, what the page of mails shows, and what lives with a tenant. */
const NOT_ON_A_SHEET = [
  "AskAtBase",
  "DevFrame",
  "Doorstep",
  "Live",
  "FindHouse",
  "House",
  "KeptFormAgain",
  "LeaveFor",
  "MailForms",
  "OtherWays",
  "PageHeader",
  "PageTitle",
  "PublicHead",
  "Shell",
  "SignInFields",
  "SiteFrame",
  "SkipLink",
  "WaysToConfirm",
];

Deno.test("every component is on the page of components", async () => {
  const samples = await Array.fromAsync(Deno.readDir("routes/dev/(_samples)"));
  const texts = samples.map((it) => Deno.readTextFileSync(`routes/dev/(_samples)/${it.name}`)).join();
  const missing = ["components", "islands"]
    .flatMap((folder) => [...Deno.readDirSync(folder)].map((it) => it.name))
    .filter((name) => name.endsWith(".tsx") && !name.endsWith("_test.tsx"))
    .map((name) => name.replace(".tsx", ""))
    .filter((name) => !NOT_ON_A_SHEET.includes(name) && !texts.includes(`/${name}.tsx"`));
  assert.deepEqual(missing, []);
});
