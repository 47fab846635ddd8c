import assert from "node:assert/strict";

const PROGRAM = `
  import { App } from ${JSON.stringify(new URL("./app.ts", import.meta.url).href)};
  import { h } from "preact";
  const app = new App()
    .use((ctx) => ctx.next())
    .route("/a/:id", async () => ({ component: () => h("p", null), handler: { GET: () => ({ data: 1 }) } }));
  const server = Deno.serve({ port: 0, onListen() {} }, app.handler());
  console.log(await (await fetch(\`http://localhost:\${server.addr.port}/a/7\`)).text());
  await server.shutdown();
`;

Deno.test("a request is traced under the name of its route, with spans for its parts", async () => {
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", "--ext=ts", PROGRAM],
    env: { OTEL_DENO: "true", OTEL_EXPORTER_OTLP_PROTOCOL: "console", NO_COLOR: "1" },
  }).output();
  const printed = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
  for (
    const expected of [
      /GET \/a\/:id/,
      /http\.route/,
      /<meta name="traceparent" content="00-\w{32}-\w{16}-01"\/>/,
      /lazy-route/,
      /middlewares/,
      /fresh\.middleware\.count/,
      /handler/,
      /render/,
    ]
  ) {
    assert.match(printed, expected);
  }
});
