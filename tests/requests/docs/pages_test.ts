import assert from "node:assert/strict";
import { may, ROLES } from "@/lib/identity/permissions.ts";
import { suspendTenant } from "@/lib/operator/suspend_tenant.ts";
import { tenantOrigin } from "@/lib/tenancy/host.ts";
import { EXAMPLE_SLUG } from "@/lib/tenancy/slug.ts";
import { PROBLEMS } from "@/routes/(_http)/problem.ts";
import { GUIDE_NAMES } from "@/routes/docs/(_guides)/guides.ts";
import { call, keyOf } from "@/tests/support/api.ts";
import { baseOrigin, startApp } from "@/tests/support/app.ts";
import { makeCast, sessionFor } from "@/tests/support/cast.ts";
import { until } from "@/tests/support/queue.ts";

const app = await startApp();
const { acme, globex, ada } = await makeCast();
const example = tenantOrigin(EXAMPLE_SLUG);

const GUIDES = GUIDE_NAMES.map((name) => `/docs/${name}`);
const PAGES = ["/docs", "/docs/api", ...GUIDES];
/** Whose text has no example. */
const WITHOUT_HOST = ["/docs", "/docs/your-own-product", "/docs/your-own-product.md"];
const TEXTS = ["/llms.txt", ...GUIDES.map((path) => `${path}.md`)];

for (const path of [...PAGES, ...TEXTS]) {
  Deno.test(`${path} is for everybody who knows the host, and names that host in its examples`, async () => {
    for (const [origin, named] of [[acme.origin, acme.origin], [baseOrigin, example]]) {
      const text = await read(origin, path);
      const hosts = text.match(/(?<=https?:\/\/|>|\[)[\w-]+\.localhost:\d+/g) ?? [];
      if (!WITHOUT_HOST.includes(path)) assert.ok(hosts.length > 0);
      assert.deepEqual(hosts.filter((it) => it !== new URL(named).host), [], origin);
      assert.doesNotMatch(text, /\{\{|undefined|\[object/);
    }
  });
}

Deno.test("the documentation of a tenant says nothing of it but its address", async () => {
  for (const path of [...PAGES, ...TEXTS]) {
    assert.ok(!(await read(acme.origin, path)).replaceAll(acme.slug, "").includes(acme.name), path);
  }
});

Deno.test("on the public site a page says whose address the examples name", async () => {
  for (const path of PAGES) {
    assert.match(await read(baseOrigin, path), /which is nobody's/, path);
    assert.doesNotMatch(await read(acme.origin, path), /which is nobody's/, path);
  }
});

Deno.test("what is no guide is not found, and neither is a guide where there is no house", async () => {
  for (const path of ["/docs/nothing", "/docs/nothing.md", "/docs/quickstart.md.md", "/docs/toString"]) {
    for (const origin of [acme.origin, baseOrigin]) {
      assert.equal((await app.ask(origin, path)).status, 404, `${origin}${path}`);
    }
  }
  for (const path of [...PAGES, ...TEXTS]) {
    for (const origin of [example, "http://nobody-lives-here.localhost:8000"]) {
      assert.equal((await app.ask(origin, path)).status, 404, `${origin}${path}`);
    }
  }
});

Deno.test("a suspended tenant's documentation is closed with the rest of the house", async () => {
  await suspendTenant({ slug: globex.slug, reason: "Unpaid", actor: { kind: "system", name: "Test" } });
  for (const path of ["/docs", "/docs/api", "/docs/quickstart", "/docs/quickstart.md", "/llms.txt"]) {
    await until(async () => (await app.ask(globex.origin, path)).status === 403);
  }
});

Deno.test("every link of the documentation leads to a page, and to a place on it", async () => {
  const session = await sessionFor(ada);
  for (const origin of [acme.origin, baseOrigin]) {
    const pages = new Map<string, string>();
    const open = async (path: string) => {
      const known = pages.get(path);
      if (known !== undefined) return known;
      const as = origin === acme.origin ? session : undefined;
      const res = await app.ask(origin, path, { as });
      assert.ok(res.status < 400, `${origin}${path} answers ${res.status}`);
      const text = await res.text();
      pages.set(path, text);
      return text;
    };
    for (const path of PAGES) {
      for (const href of hrefsOf(await open(path))) {
        const url = new URL(href, `${origin}${path}`);
        if (url.origin !== origin) continue;
        const text = await open(url.pathname);
        const id = url.hash.slice(1);
        if (id) assert.ok(text.includes(` id="${id}"`), `${path} leads to ${href}`);
      }
    }
  }
});

Deno.test("the reference has every operation with its parameters and answers, and every schema", async () => {
  const { paths, components } = await (await call(app, acme.origin, "/openapi.json")).json();
  const sections = (await read(acme.origin, "/docs/api")).split("<section ");
  for (const [path, methods] of Object.entries<Record<string, Operation>>(paths)) {
    for (const [method, { operationId, summary, parameters = [], responses }] of Object.entries(methods)) {
      const section = sections.find((it) => it.startsWith(`aria-labelledby="${operationId}"`));
      assert.ok(section, operationId);
      for (const text of [summary, path, ...parameters.map((it) => it.name)]) {
        assert.ok(section.includes(`>${text}<`), `${operationId}: ${text}`);
      }
      assert.ok(section.includes(`>${method.toUpperCase()}<`), operationId);
      for (const status of Object.keys(responses)) {
        assert.ok(section.includes(`>${status}</span>`), `${operationId}: ${status}`);
      }
    }
  }
  for (const name of Object.keys(components.schemas)) {
    assert.ok(sections.some((it) => it.includes(`id="schema-${name}"`)), name);
  }
});

Deno.test("a call can be tried where the API is, and not on the public site", async () => {
  assert.match(await read(acme.origin, "/docs/api"), />Try it</);
  assert.doesNotMatch(await read(baseOrigin, "/docs/api"), />Try it</);
});

Deno.test("each of our problem types is explained where its address leads", async () => {
  const errors = await read(baseOrigin, "/docs/errors");
  for (const name of PROBLEMS) assert.ok(errors.includes(`id="${name}"`), name);
  const { key } = await keyOf(ada);
  const refused = await call(app, acme.origin, "/records", { method: "POST", key, json: [] });
  const { origin, pathname, hash } = new URL((await refused.json()).type);
  assert.ok((await read(origin, pathname)).includes(`id="${hash.slice(1)}"`));
});

Deno.test("the table of roles says what the code grants", async () => {
  const guide = await read(acme.origin, "/docs/members-and-roles.md");
  const rows = [...guide.matchAll(/^\| (.+?) +\| (yes|no) +\| (yes|no) +\| (yes|no) +\| (yes|no) +\|$/gm)];
  const said = Object.fromEntries(rows.map(([, what, ...answers]) => [what, answers]));
  const granted = Object.fromEntries(
    ([
      ["See the dashboard and the usage", "usage.read"],
      ["Read records", "records.read"],
      ["See members", "members.read"],
      ["See which API keys there are", "api_keys.read"],
      ["Create and revoke API keys", "api_keys.manage"],
      ["Invite, deactivate and remove members", "members.manage"],
      ["Make roles", "roles.manage"],
      ["Change the settings", "settings.manage"],
      ["Read the audit log", "audit.read"],
      ["Hand over the house", "ownership.transfer"],
    ] as const).map((
      [what, permission],
    ) => [what, ROLES.map((role) => may(role, permission) ? "yes" : "no")]),
  );
  assert.deepEqual(said, granted);
});

Deno.test("files and folders that the guide for builders names are there", async () => {
  const guide = await read(baseOrigin, "/docs/your-own-product.md");
  const named = [...guide.matchAll(/`((?:lib|routes|migrations|tests|tools|docs)\/?[^`\s]*)`/g)].map((
    [, it],
  ) => it);
  assert.ok(named.length > 10);
  for (const path of named) assert.ok(Deno.statSync(path), path);
});

Deno.test("a search finds parts of guides and calls, says when there are none, and shows what was asked as text", async () => {
  const found = await read(acme.origin, "/docs?q=idempotency+retry");
  assert.ok(found.includes('href="/docs/sending-records#retry-without-fear"'));
  assert.ok((await read(acme.origin, "/docs?q=calendar+month")).includes('href="/docs/api#getUsage"'));
  const titled = hrefsOf(await read(acme.origin, "/docs?q=page")).filter((it) => it.includes("#"));
  assert.equal(
    titled[1],
    "/docs/reading-records#go-from-page-to-page",
    "what has it in the title comes first",
  );
  assert.match(await read(acme.origin, "/docs?q=zebra"), /Nothing here has all of these words/);
  const odd = await read(acme.origin, `/docs?q=${encodeURIComponent('"><script>alert(1)</script>')}`);
  assert.doesNotMatch(odd, /<script>alert/);
});

Deno.test("a guide leads to the one before and the one after", async () => {
  for (const [index, path] of GUIDES.entries()) {
    const html = await read(acme.origin, path);
    const [neighbours] = html.split("Guides before and after")[1].split("</nav>");
    const expected = [GUIDES[index - 1], GUIDES[index + 1]].filter((it) => it !== undefined);
    assert.deepEqual(hrefsOf(neighbours), expected, path);
  }
});

Deno.test("those who have sent nothing yet are led to the documentation, and so is everybody on the site", async () => {
  const session = await sessionFor(ada);
  const inside = (path: string) => app.ask(acme.origin, path, { as: session }).then((it) => it.text());
  assert.ok((await inside("/dashboard")).includes('href="/docs/quickstart"'));
  assert.ok((await inside("/api-keys")).includes('href="/docs/api-keys"'));
  assert.equal(hrefsOf(await inside("/members")).filter((it) => it === "/docs").length, 2, "in both menus");
  assert.equal(
    hrefsOf(await read(baseOrigin, "/")).filter((it) => it === "/docs").length,
    2,
    "header, footer",
  );
  assert.ok((await inside("/docs")).includes('href="/dashboard"'), "and back");
});

type Operation = {
  operationId: string;
  summary: string;
  parameters?: { name: string }[];
  responses: Record<string, unknown>;
};

async function read(origin: string, path: string): Promise<string> {
  const res = await app.ask(origin, path);
  assert.equal(res.status, 200, `${origin}${path}`);
  return await res.text();
}

function hrefsOf(html: string): string[] {
  return [...html.matchAll(/<a [^>]*?href="([^"]+)"/g)].map(([, href]) => href.replaceAll("&amp;", "&"));
}
