import { computed, signal } from "@preact/signals";
import assert from "node:assert/strict";
import type { ComponentChildren } from "preact";
import { App, setBuild } from "./app.ts";
import { islandsOf } from "./build.ts";
import type { Any } from "./handlers.ts";
import { Head } from "./runtime/head.ts";
import { parseIslandProps } from "./runtime/client/revive.ts";
import { send, sendForText } from "../tests/send.ts";

function Show(props: Any) {
  return <i>{Object.keys(props).join()}</i>;
}
function Box(
  { children, icon, open = true }: { children?: ComponentChildren; icon?: ComponentChildren; open?: boolean },
) {
  return <div>{icon}{open ? children : null}</div>;
}
const islands = [
  ...islandsOf({ default: Show }, { name: "Show", chunk: "/assets/Show.js", css: ["/assets/Show.css"] }),
  ...islandsOf({ Box, limit: 3 }, { name: "Box", chunk: "/assets/Box.js", css: [] }),
];

function appWith(content: () => Any): App<unknown> {
  const app = new App().get("/", (ctx) => ctx.render(content()));
  setBuild(app, { islands, clientEntry: "/assets/client.js" });
  return app;
}

/** What the browser gets as the props of the page's islands. */
async function propsInPage(content: () => Any): Promise<Record<string, Any>[]> {
  const html = await sendForText(appWith(content), "GET /");
  return parseIslandProps(JSON.parse(html.match(/boot\(\{.*?\}, (".*"), \{/)![1]));
}

Deno.test("an island is found by its comments, and its page starts the client", async () => {
  const response = await send(appWith(() => <Show key="a>b" name="x" />), "GET /");
  assert.equal(
    response.headers.get("link"),
    '</assets/client.js>; rel="modulepreload"; as="script", </assets/Show.js>; rel="modulepreload"; as="script"',
  );
  const html = await response.text();
  assert.match(html, /<!--frsh:island:Show:0:a%3Eb--><i>name<\/i><!--\/frsh:island-->/);
  assert.match(html, /<link rel="stylesheet" href="\/assets\/Show.css"\/><\/head>/);
  assert.match(html, /<script type="module" nonce="\w{32}">import \{ boot \} from "\/assets\/client.js";/);
  assert.match(html, /import \{ default as Show \} from "\/assets\/Show.js";\nboot\(\{ Show \}/);
  assert.doesNotMatch(html, /Box/);
});

Deno.test("an island inside of another one belongs to it, except in JSX from the server", async () => {
  const Outer = () => (
    <section>
      <Show inner />
    </section>
  );
  const app = new App().get("/", (ctx) =>
    ctx.render(
      <div>
        <Outer />
        <Box>
          <Show fromServer />
        </Box>
      </div>,
    ));
  const outer = islandsOf({ default: Outer }, { name: "Outer", chunk: "/assets/Outer.js", css: [] });
  setBuild(app, { islands: [...islands, ...outer], clientEntry: "/assets/client.js" });
  const html = await sendForText(app, "GET /");
  assert.match(html, /<!--frsh:island:Outer:0:--><section><i>inner<\/i><\/section><!--\/frsh:island-->/);
  assert.match(
    html,
    /<!--frsh:island:Box:1:--><div><!--frsh:slot:0:children--><!--frsh:island:Show:2:--><i>fromServer<\/i>/,
  );
});

Deno.test("Head inside of an island changes the head, and leaves nothing in the island", async () => {
  const Titled = () => (
    <p>
      <Head>
        <title>From the island</title>
      </Head>
      text
    </p>
  );
  const app = new App().get("/", (ctx) => ctx.render(<Titled />));
  const titled = islandsOf({ Titled }, { name: "Titled", chunk: "/assets/Titled.js", css: [] });
  setBuild(app, { islands: titled, clientEntry: "/assets/client.js" });
  const html = await sendForText(app, "GET /");
  assert.match(html, /<title>From the island<\/title><\/head>/);
  assert.match(html, /<!--frsh:island:Titled:0:--><p>text<\/p><!--\/frsh:island-->/);
});

Deno.test("JSX that an island does not show yet waits in a template", async () => {
  const html = await sendForText(
    appWith(() => (
      <Box open={false} icon={<b>!</b>}>
        <p>later</p>
      </Box>
    )),
    "GET /",
  );
  assert.match(html, /<div><!--frsh:slot:\d:icon--><b>!<\/b><!--\/frsh:slot--><\/div>/);
  assert.match(
    html,
    /<template id="frsh-slot-\d"><!--frsh:slot:\d:children--><p>later<\/p><!--\/frsh:slot--><\/template>/,
  );
});

Deno.test("props arrive in the browser as they are", async () => {
  const loop: Record<string, unknown> = { name: "loop" };
  loop.self = loop;
  const props = {
    text: "</script><!-- \u2028",
    numbers: [0, -0, NaN, Infinity, -Infinity, 12n],
    nothing: [null, undefined],
    // deno-lint-ignore no-sparse-arrays
    sparse: [1, , 3],
    groups: "a-1".match(/(?<letter>\w)-(?<digit>\d)/)!.groups,
    date: new Date(5),
    url: new URL("https://acme.test/?a=1"),
    expression: /a+/gi,
    map: new Map([["k", new Set([1])]]),
    bytes: new TextEncoder().encode("private|public").subarray(8),
    loop,
  };
  const [received] = await propsInPage(() => <Show {...props} />);
  assert.deepEqual({ ...received, groups: { ...received.groups } }, {
    ...props,
    groups: { ...props.groups },
  });
  assert.equal(received.loop.self, received.loop);
  assert.equal(received.bytes.buffer.byteLength, 6, "nothing of the buffer around the view is sent");
});

Deno.test("dates and times of Temporal arrive in the browser as they are", async () => {
  const times = {
    instant: Temporal.Instant.from("2026-01-02T03:04:05.000000006Z"),
    zoned: Temporal.ZonedDateTime.from("2026-01-02T03:04+01:00[Europe/Berlin]"),
    dateTime: Temporal.PlainDateTime.from("2026-01-02T03:04"),
    date: Temporal.PlainDate.from("2026-01-02"),
    time: Temporal.PlainTime.from("03:04"),
    month: Temporal.PlainYearMonth.from("2026-01"),
    birthday: Temporal.PlainMonthDay.from("01-02"),
    duration: Temporal.Duration.from("P1DT2H"),
  };
  const [received] = await propsInPage(() => <Show {...times} />);
  for (const [name, time] of Object.entries(times)) {
    assert.deepEqual([received[name].constructor, String(received[name])], [time.constructor, String(time)]);
  }
});

Deno.test("a signal stays one signal when two islands share it, and a computed keeps its value", async () => {
  const count = signal(3);
  const [first, second] = await propsInPage(() => (
    <div>
      <Show count={count} />
      <Show count={count} double={computed(() => count.value * 2)} />
    </div>
  ));
  assert.equal(first.count, second.count);
  assert.deepEqual([first.count.value, second.double.value], [3, 6]);
  first.count.value = 4;
  assert.equal(second.count.value, 4);
});

class Member {
  constructor(readonly passwordHash: string) {}
}

Deno.test("a prop that is not plain data is refused by the name of the island and the path of the prop", async () => {
  const cases: [() => Any, RegExp][] = [
    [() => <Show save={() => {}} />, /island "Show": "save" is a function/],
    [() => <Show members={[{ who: new Member("secret") }]} />, /"members\[0\].who" is an instance of Member/],
    [() => <Show kind={Symbol("x")} />, /"kind" is a symbol/],
    [() => (
      <div>
        <Show />
        <Box {...{ odd: new Map([["k", () => {}]]) } as Any} />
      </div>
    ), /island "Box": "odd/],
    [() => <Show deep={signal({ run: () => {} })} />, /"deep\S*run" is a function/],
    [() => <Show items={{ first: <p /> }} />, /"items.first" is JSX inside of data/],
    [() => <Show odd={{ [Symbol("x")]: 1 }} />, /"odd" is an object with symbols/],
    [
      () => <Show bare={Object.assign(Object.create(null), { [Symbol("x")]: 1 })} />,
      /"bare" is an object with/,
    ],
    [() => <Show own={JSON.parse('{"__proto__": 1}')} />, /"own" is an object with symbols or __proto__/],
    [() => <Show weak={new WeakMap()} />, /"weak" is an instance of WeakMap/],
    [() => <Show error={new Error("secret")} />, /"error" is an instance of Error/],
    [() => <Show later={Promise.resolve()} />, /"later" is an instance of Promise/],
  ];
  for (const [content, message] of cases) {
    const app = appWith(content).onError("*", () => new Response());
    let refusal: unknown;
    app.use(async (ctx) => {
      try {
        return await ctx.next();
      } catch (error) {
        refusal = error;
        return new Response();
      }
    }).get("/refused", (ctx) => ctx.render(content()));
    await send(app, "GET /refused");
    assert.match((refusal as Error).message, message);
  }
});
