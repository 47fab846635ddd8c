import assert from "node:assert/strict";
import type { Context, PageResponse } from "fresh";
import { h, type VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import { closeState } from "@/lib/state/open_state.ts";
import { findMember } from "@/lib/tenancy/find_member.ts";
import { findTenantBySlug } from "@/lib/tenancy/directory.ts";
import { acceptRecords } from "@/lib/relay/accept_records.ts";
import App from "@/routes/_app.tsx";
import Layout from "@/routes/(tenant)/_layout.tsx";
import Dashboard, { handler } from "@/routes/(tenant)/dashboard.tsx";
import { startApp } from "@/tests/support/app.ts";
import { makeCast, type Person, sessionFor } from "@/tests/support/cast.ts";
import type { State } from "@/utils.ts";
import { logAside } from "./log_aside.ts";
import { DATA } from "./record_data.ts";
import { rates } from "./rates.ts";
import { inWords, type Result } from "./result.ts";

const AT_ONCE = 8;
const DAYS = 30;
const RECORDS_A_DAY = 60;
const DAY_MS = 86_400_000;

/** The dashboard of a tenant with a month of records: a request through every guard, against its tree made a text. */
export function dashboardPage(): Promise<Result[]> {
  return logAside(async () => {
    const app = await startApp();
    const { ada } = await makeCast();
    await furnish(ada);
    const session = await sessionFor(ada);
    const tree = await treeOf(ada);
    const request = async () =>
      await (await app.ask(ada.tenant.origin, "/dashboard", { as: session })).text();
    assert.equal(wordsOf(await request()), wordsOf(renderToString(tree())));
    const { ratio, ours, bare } = await rates({
      atOnce: AT_ONCE,
      ours: request,
      bare: () => Promise.resolve(renderToString(tree())),
    });
    await closeState();
    return [{
      ...ratio,
      name:
        "The dashboard by the app's handler, against preact-render-to-string of its tree with the data at hand",
      target: { atLeast: 0.4 },
      aside: `${inWords(ours.median)} of ${inWords(bare.median)} pages a second`,
    }];
  });
}

async function furnish({ tenant }: Person) {
  for (let day = DAYS - 1; day >= 0; day--) {
    const records = Array.from({ length: RECORDS_A_DAY }, () => ({ type: "order.created", data: DATA }));
    await acceptRecords(tenant.id, { records, now: new Date(Date.now() - day * DAY_MS) });
  }
}

/** The tree as the framework puts it together, with the data that the handler found. */
async function treeOf({ tenant, userId }: Person) {
  const state = {
    requestId: "req_bench",
    host: { kind: "tenant", slug: tenant.slug },
    tenant: await findTenantBySlug(tenant.slug),
    member: await findMember(tenant.id, userId),
  } as State;
  const answer = await handler.GET({ state } as Context<State>) as PageResponse<unknown>;
  const props = { state, url: new URL(`${tenant.origin}/dashboard`), data: answer.data };
  // deno-lint-ignore no-explicit-any
  const element = (component: any, child?: () => VNode<any>): VNode<any> =>
    h(component, { ...props, Component: child });
  return () => element(App, () => element(Layout, () => element(Dashboard)));
}

/** What can be read on the page, so that both are the same one. */
function wordsOf(html: string): string {
  return html.replaceAll(/<(script|title)[\s\S]*?<\/\1>|<!--[\s\S]*?-->|<[^>]*>/g, "");
}
