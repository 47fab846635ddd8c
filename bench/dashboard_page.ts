import { options, type VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import { acceptRecords } from "@/lib/relay/accept_records.ts";
import { startApp } from "@/tests/support/app.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { makeCast, type Person, sessionFor } from "@/tests/support/cast.ts";
import { DATA } from "./record_data.ts";
import { rates } from "./rates.ts";
import { inWords, type Result } from "./result.ts";

const AT_ONCE = 16;
const DAYS = 30;
const RECORDS_A_DAY = 20;
const DAY_MS = 86_400_000;

/**
 * The dashboard of a tenant with a month of records: a request through every guard, against a handler that has the tree
 * and its data at hand and only renders. Both to the last byte, because until then a rendered page is a tree of texts.
 */
export async function dashboardPage(): Promise<Result[]> {
  const app = await startApp();
  const { ada } = await makeCast();
  await furnish(ada);
  const session = await sessionFor(ada);
  const request = () => app.ask(ada.tenant.origin, "/dashboard", { as: session });
  const tree = await treeOf(request);
  const { ratio, ours, bare } = await rates({
    atOnce: AT_ONCE,
    ours: async () => await (await request()).arrayBuffer(),
    bare: async () => await new Response(renderToString(tree)).arrayBuffer(),
  });
  return [{
    ...ratio,
    name:
      "The dashboard by the app's handler, against a Response of preact-render-to-string of its tree with all data at hand",
    target: { atLeast: 0.4 },
    aside: `${inWords(ours.median)} of ${inWords(bare.median)} pages a second`,
  }];
}

async function furnish({ tenant }: Person) {
  for (let day = DAYS - 1; day >= 0; day--) {
    const records = Array.from({ length: RECORDS_A_DAY }, () => ({ type: "order.created", data: DATA }));
    await acceptRecords(tenant.id, { records, now: new Date(Date.now() - day * DAY_MS) });
  }
  // What Postgres does by itself after a while.
  await asSuperuser((client) => client.query("vacuum analyze"));
}

/** The tree that the app makes of the page, with its data: the very one that it renders. */
async function treeOf(request: () => Promise<Response>): Promise<VNode> {
  // Preact's hook that runs when the rendering of a root begins; its name is that of the published builds.
  const hooks = options as typeof options & { __?: (root: VNode, parent: unknown) => void };
  const before = hooks.__;
  let tree: VNode | undefined;
  hooks.__ = (root, parent) => {
    tree ??= root;
    before?.(root, parent);
  };
  await request();
  hooks.__ = before;
  return tree!;
}
