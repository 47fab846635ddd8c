import assert from "node:assert/strict";

const PROGRAM = `
  import { App, setBuild } from ${JSON.stringify(new URL("./app.ts", import.meta.url).href)};
  import { staticFiles } from ${
  JSON.stringify(new URL("./middlewares/static_files.ts", import.meta.url).href)
};
  import { h } from "preact";
  const app = new App()
    .use(staticFiles())
    .route("/a/:id", async () => ({ component: async () => h("p", null), handler: { GET: () => ({ data: 1 }) } }));
  setBuild(app, { files: new Map([["/x.css", { hash: "h", size: 1 }]]) });
  const server = Deno.serve({ port: 0, onListen() {} }, app.handler());
  console.log(await (await fetch(\`http://localhost:\${server.addr.port}/a/7\`)).text());
  await fetch(\`http://localhost:\${server.addr.port}/x.css\`, { method: "HEAD" });
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
      /invoke async component/,
      /render/,
      /static file/,
    ]
  ) {
    assert.match(printed, expected);
  }
});
