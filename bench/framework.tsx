import { useSignal } from "@preact/signals";
import type { ComponentChildren, VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import { App, type PageProps } from "fresh";
import { islandsOf, setBuild } from "fresh/internal";
import { rates } from "./rates.ts";
import { inWords, type Result } from "./result.ts";

type Handler = (req: Request) => Response | Promise<Response>;

const ROUTES = 100;
const ROWS = 50;
const AT_ONCE = 1;

/** The framework alone, without a network in between, against handlers that do the same by hand. */
export async function framework(): Promise<Result[]> {
  return [
    await line("packages/fresh, a route that says hello, against a bare handler", "/", hello()),
    await line(
      `packages/fresh, the last of ${ROUTES} routes with a parameter, against URLPatterns in a list`,
      `/area${ROUTES - 1}/42`,
      parameters(),
    ),
    await line(
      "packages/fresh, a page of 50 rows in a layout with an island, against preact-render-to-string and a script by hand",
      "/",
      pages(),
    ),
  ];
}

async function line(
  name: string,
  path: string,
  { ours, bare }: Record<"ours" | "bare", Handler>,
): Promise<Result> {
  const ask = (handler: Handler) => async () =>
    await (await handler(new Request(`http://localhost${path}`))).text();
  const measured = await rates({ atOnce: AT_ONCE, ours: ask(ours), bare: ask(bare) });
  return { ...measured.ratio, name, aside: `${inWords(measured.ours.median)} a second` };
}

function hello() {
  return {
    ours: new App().get("/", (ctx) => ctx.text("Hello")).handler(),
    bare: (req: Request) =>
      new URL(req.url).pathname === "/" ? new Response("Hello") : new Response("Not found", { status: 404 }),
  };
}

function parameters() {
  const app = new App();
  const patterns: URLPattern[] = [];
  for (let area = 0; area < ROUTES; area++) {
    app.get(`/area${area}/:id`, (ctx) => ctx.text(ctx.params.id));
    patterns.push(new URLPattern({ pathname: `/area${area}/:id` }));
  }
  return {
    ours: app.handler(),
    bare(req: Request) {
      const { pathname } = new URL(req.url);
      for (const pattern of patterns) {
        const id = pattern.exec({ pathname })?.pathname.groups.id;
        if (id !== undefined) return new Response(id);
      }
      return new Response("Not found", { status: 404 });
    },
  };
}

function pages() {
  const island = { name: "Counter", chunk: "/assets/Counter.js", css: [] };
  const app = new App()
    .appWrapper(({ Component }) => (
      <Document>
        <Component />
      </Document>
    ))
    .layout("*", ({ Component }: PageProps) => (
      <Frame>
        <Component />
      </Frame>
    ))
    .get("/", (ctx) => ctx.render(<Rows />));
  setBuild(app, {
    islands: islandsOf({ default: Counter }, island),
    clientEntry: "/assets/client.js",
  });
  const start =
    `<script type="module">import { boot } from "/assets/client.js";import Counter from "/assets/Counter.js";boot({ Counter });</script></body>`;
  return {
    ours: app.handler(),
    bare() {
      const html = renderToString(
        <Document>
          <Frame>
            <Rows />
          </Frame>
        </Document>,
      );
      return new Response(`<!DOCTYPE html>${html.replace("</body>", start)}`, {
        headers: { "content-type": "text/html; charset=utf-8" },
      });
    },
  };
}

function Document({ children }: { children: ComponentChildren }): VNode {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>Rows</title>
      </head>
      <body>{children}</body>
    </html>
  );
}

function Frame({ children }: { children: ComponentChildren }) {
  return (
    <div>
      <nav>
        <a href="/">Home</a> <a href="/other">Other</a>
      </nav>
      <main>{children}</main>
    </div>
  );
}

function Rows() {
  return (
    <>
      <table>
        <tbody>
          {Array.from({ length: ROWS }, (_, row) => (
            <tr key={row}>
              <td>{row}</td>
              <td>
                <a href={`/rows/${row}`}>Row {row}</a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Counter from={3} />
    </>
  );
}

function Counter({ from }: { from: number }) {
  const count = useSignal(from);
  return <button type="button" onClick={() => count.value++}>{count}</button>;
}
