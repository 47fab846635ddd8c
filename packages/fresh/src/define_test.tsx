import assert from "node:assert/strict";
import { App } from "./app.ts";
import { createDefine } from "./define.ts";
import { page, type PageProps } from "./handlers.ts";
import { sendForText } from "../tests/send.ts";

interface State {
  title: string;
}
const define = createDefine<State>();

/** Fails to compile when the types differ, also when one of them is `any` or `unknown`. */
type Same<A, B> = unknown extends A ? never : [A, B] extends [B, A] ? A : never;

const middleware = define.middleware((ctx) => {
  ctx.state.title = "Typed";
  return ctx.next();
});
const handler = define.handlers({
  async GET(ctx) {
    if (ctx.params.id === "0") return ctx.redirect("/");
    return await Promise.resolve(page({ id: Number(ctx.params.id), tags: [ctx.state.title] }));
  },
  POST: () => page({ id: 0, tags: [] as string[] }, { status: 422 }),
});
const Page = define.page<typeof handler>(({ data, state, url }) => {
  const exact: Same<typeof data, { id: number; tags: string[] }> = data;
  return <p title={state.title}>{url.pathname} {exact.id} {exact.tags.join()}</p>;
});
const Layout = define.layout(({ Component, state }) => (
  <main class={state.title}>
    <Component />
  </main>
));
const oneFunction = define.handlers((ctx) => page({ title: ctx.state.title }));
const OtherPage = define.page<typeof oneFunction>(({ data }) => <p>{data.title.toUpperCase()}</p>);
const Plain = ({ data, state }: PageProps<string, State>) => <p>{data.length + state.title.length}</p>;

Deno.test("createDefine() ties the types of handlers, pages, layouts and middlewares together", async () => {
  const app = new App<State>()
    .use(middleware)
    .layout("*", Layout)
    .route("/a/:id", { handler, component: Page })
    .route("/b", { handler: oneFunction, component: OtherPage })
    .route("/c", { handler: { GET: () => page("four") }, component: Plain });
  assert.match(
    await sendForText(app, "GET /a/7"),
    /<main class="Typed"><p title="Typed">\/a\/7 7 Typed<\/p><\/main>/,
  );
  assert.match(await sendForText(app, "GET /b"), /<p>TYPED<\/p>/);
  assert.match(await sendForText(app, "GET /c"), /<p>9<\/p>/);
});
