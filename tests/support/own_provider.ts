import assert from "node:assert/strict";
import { keepJoinRules } from "@/lib/tenancy/sso/join_rules.ts";
import type { JoinRules } from "@/lib/tenancy/sso/join_rules.ts";
import { publicId } from "@/lib/ids.ts";
import type { TestApp } from "./app.ts";
import type { Person } from "./cast.ts";
import { actorOf, makeConnection, makeEnabledConnection } from "./connections.ts";
import { startForgingIssuer } from "./forging_issuer.ts";
import { followToPage, leaveFor } from "./sign_in_elsewhere.ts";
import { TestBrowser } from "./test_browser.ts";

export type Claims = Record<string, unknown>;

/** A provider that says of a person whatever a test wants, and houses that are connected to it. */
export async function startOwnProvider(app: TestApp) {
  const issuer = await startForgingIssuer();
  const draft = {
    kind: "oidc" as const,
    name: "Okta",
    settings: { issuer: issuer.url, clientId: "rowhouse", scopes: ["email"], groupsClaim: "groups" },
    clientSecret: "a client secret that nobody may see",
  };
  return {
    url: issuer.url,
    draft,
    connect: (owner: Person) => makeEnabledConnection(owner, draft),
    add: (owner: Person) => makeConnection(owner, draft),

    /** Presses the house's button and comes back as whom the claims say. */
    async comeBy(
      { tenant: { origin } }: Pick<Person, "tenant">,
      connectionId: string,
      claims: Claims,
      browser = new TestBrowser(app),
    ) {
      const leaveTo = await leaveFor(browser, {
        origin,
        kind: "oidc",
        connection: publicId("con", connectionId),
      });
      const back = this.answerTo(leaveTo, claims);
      const { url, html } = await followToPage(browser, await browser.get(back.href), back.href);
      return { browser, url, notice: url.searchParams.get("notice"), html };
    },

    /** Where the provider sends the browser back to. Its code is the nonce. */
    answerTo(leaveTo: URL, claims: Claims): URL {
      issuer.claims = claims;
      issuer.userinfo = { sub: claims.sub };
      const { searchParams } = leaveTo;
      const back = new URL(searchParams.get("redirect_uri")!);
      back.searchParams.set("state", searchParams.get("state")!);
      back.searchParams.set("code", searchParams.get("nonce")!);
      return back;
    },

    [Symbol.asyncDispose]: () => issuer[Symbol.asyncDispose](),
  };
}

/** As the page of a connection keeps them. */
export async function keepRules(
  owner: Person,
  connectionId: string,
  changed: Partial<JoinRules>,
): Promise<void> {
  const rules = {
    joinsPeople: true,
    defaultRole: "read_only" as const,
    appliesGroups: false,
    groupRoles: [],
  };
  const kept = await keepJoinRules(owner.tenant.id, {
    connectionId,
    rules: { ...rules, ...changed },
    by: owner.id,
    actor: actorOf(owner),
  });
  assert(kept.ok);
}
