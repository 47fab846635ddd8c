import assert from "node:assert/strict";
import { baseOrigin, startApp } from "@/tests/support/app.ts";
import { type AnyPage, everyPage } from "@/tests/support/pages.ts";

const app = await startApp();
const pages = await everyPage();
const { origin } = pages.find(({ file }) => file.startsWith("(tenant)/"))!;
const shown = await showAll([...pages, {
  file: "(auth)/signin.tsx",
  origin,
  path: "/signin?next=/dashboard",
}]);

Deno.test("a field for a password is masked, can be pasted into, and tells a password manager what it is", () => {
  const doors = shown.filter(({ file }) => !file.startsWith("dev/"));
  const fields = doors.flatMap(({ path, html }) =>
    [...html.matchAll(/<input[^>]*\bname="(?:password|current)"[^>]*>/g)]
      // The demo's password is public, and sent by a button on local defaults alone.
      .filter(([field]) => !field.includes('type="hidden"')).map(([field]) => ({ path, field }))
  );
  const found = new Set(fields.map(({ path }) => path));
  for (const path of ["/signin?next=/dashboard", "/signup", "/admin/signin", "/security/password"]) {
    assert.ok(found.has(path), path);
  }
  for (const { path, field } of fields) {
    assert.match(field, /type="password"/, path);
    assert.match(field, /autocomplete="(?:current|new)-password"/i, path);
    assert.doesNotMatch(field, /onpaste|readonly|disabled|maxlength|pattern/i, path);
  }
});

Deno.test("no script of ours listens to pasting", () => {
  const scripts = ["client.ts", ...filesIn("islands"), ...filesIn("components"), ...filesIn("static")];
  for (const file of scripts.filter((it) => /\.(?:tsx?|js)$/.test(it))) {
    assert.doesNotMatch(Deno.readTextFileSync(file), /onpaste|["'](?:paste|beforeinput)["']/i, file);
  }
});

Deno.test("whoever is signed in can sign out on every page", () => {
  const inside = shown.filter(({ file, as }) => as && /^(?:\(tenant\)|admin)\//.test(file));
  assert.ok(inside.length >= 50, `${inside.length} were found`);
  for (const { origin, path, html } of inside) {
    const action = origin === baseOrigin ? "/admin/signout" : "/signout";
    assert.ok(html.includes(`<form method="post" action="${action}">`), path);
    assert.match(html, /Sign out/, path);
  }
});

/** Those that show something. */
async function showAll(pages: AnyPage[]) {
  const all = [];
  for (const it of pages) {
    const res = await app.ask(it.origin, it.path, it);
    const html = await res.text();
    if (res.status < 300 || res.status >= 400) all.push({ ...it, html });
  }
  return all;
}

function filesIn(folder: string): string[] {
  return [...Deno.readDirSync(folder)].filter((it) => it.isFile).map((it) => `${folder}/${it.name}`);
}
