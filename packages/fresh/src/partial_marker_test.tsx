import { signal } from "@preact/signals";
import assert from "node:assert/strict";
import type { ComponentChildren } from "preact";
import { App, setBuild } from "./app.ts";
import { islandsOf } from "./build.ts";
import type { Any } from "./handlers.ts";
import { Partial } from "./runtime/partial.ts";
import { send, sendForText } from "../tests/send.ts";

function Count({ count }: { count: Any }) {
  return <b>{count}</b>;
}
function Frame({ children }: { children?: ComponentChildren }) {
  return <div>{children ?? <Partial name="own" />}</div>;
}
const islands = [
  ...islandsOf({ default: Count }, { name: "Count", chunk: "/assets/Count.js", css: [] }),
  ...islandsOf({ default: Frame }, { name: "Frame", chunk: "/assets/Frame.js", css: [] }),
];

function appWith(content: () => Any): App<unknown> {
  const app = new App().get("/", (ctx) => ctx.render(content()));
  const [clientEntry, partialsEntry] = ["/assets/client.js", "/assets/partials.js"];
  setBuild(app, { islands, clientEntry, partialsEntry });
  return app;
}

Deno.test("Partial puts comments around its content, and keys on its elements", async () => {
  const app = appWith(() => (
    <ul>
      <a key="outside">0</a>
      <Partial name="a:b--" key="k" mode="append">
        <a key={1}>1</a>
        <Partial name="inner">2</Partial>
      </Partial>
    </ul>
  ));
  const html = await sendForText(app, "GET /");
  const content = '<a data-frsh-key="1">1</a><!--frsh:partial:inner:replace:-->2<!--/frsh:partial-->';
  const partial = `<!--frsh:partial:a%3Ab--:append:k-->${content}<!--/frsh:partial-->`;
  assert.ok(html.includes(`<ul><a>0</a>${partial}</ul>`), html);
  assert.doesNotMatch(html, /<script/);
});

Deno.test("f-client-nav brings the script for partials, and islands start with it", async () => {
  const response = await send(appWith(() => <body f-client-nav>x</body>), "GET /");
  assert.equal(response.headers.get("link"), '</assets/partials.js>; rel="modulepreload"; as="script"');
  const html = await response.text();
  assert.match(html, /<body f-client-nav="true">/);
  assert.match(
    html,
    />import \{ startPartials \} from "\/assets\/partials.js";\nstartPartials\(\);<\/script>/,
  );
  const off = appWith(() => (
    <p f-client-nav={false}>
      <a f-client-nav="false" f-partial="/p">x</a>
    </p>
  ));
  assert.doesNotMatch(await sendForText(off, "GET /"), /<script/);
  const both = appWith(() => (
    <body f-client-nav f-view-transition>
      <Count count={1} />
    </body>
  ));
  assert.match(await sendForText(both, "GET /"), /\nstartPartials\(boot\(\{ Count \}, ".*"\}\)\);/);
});

Deno.test("a partial request is answered with data instead of a script", async () => {
  const app = appWith(() => (
    <body f-client-nav>
      <Partial name="content">
        <Count count={signal("</script>")} />
      </Partial>
    </body>
  ));
  const response = await send(app, "GET /?fresh-partial=true");
  assert.equal(response.headers.get("link"), null);
  const id = response.headers.get("x-fresh-id");
  const [, state] = (await response.text()).match(
    new RegExp(`<script id="__FRSH_STATE_${id}" type="application/json">([^<]*)</script></body>`),
  )!;
  assert.partialDeepStrictEqual(JSON.parse(state), {
    entry: "/assets/client.js",
    islands: [{ name: "Count", exportName: "default", chunk: "/assets/Count.js" }],
    settings: { basePath: "" },
  });
});

Deno.test("Partial refuses a name that is taken, and a place inside of an island", async () => {
  const cases: [() => Any, RegExp][] = [
    [() => [1, 2].map((key) => <Partial key={key} name="a" />), /"a": the page has another/],
    [() => <Frame />, /"own": it is inside of an island/],
  ];
  for (const [content, message] of cases) {
    let refusal: unknown;
    const app = new App().onError("*", (ctx) => {
      refusal = ctx.error;
      return new Response();
    }).get("/", (ctx) => ctx.render(content()));
    setBuild(app, { islands });
    await send(app, "GET /");
    assert.match((refusal as Error).message, message);
  }
  const inSlot = appWith(() => (
    <Frame>
      <Partial name="slot" />
    </Frame>
  ));
  assert.equal((await send(inSlot, "GET /")).status, 200);
});
