import type { RequestListener, ServerResponse } from "node:http";
import { exportJWK, generateKeyPair } from "jose";
import { html } from "@/lib/mail/html.ts";
import { choosePerson } from "../choose_person.ts";
import { frame } from "../frame.ts";
import { demoIdentities } from "../people.ts";
import { readForm } from "../read_form.ts";
import { privyTokens } from "./privy_tokens.ts";

export const PRIVY_PATH = "/privy";
export const PRIVY_KEYS_PATH = "/privy/jwks.json";

export function isPrivyPath(path: string): boolean {
  return /^\/privy(\/|\?|$)/.test(path);
}

/**
 * Plays the page on which Privy's client runs: somebody says who they are, and the tokens for it are posted to where the
 * query says, but only to our own origin.
 */
export async function privyPage({ origin }: { origin: string }): Promise<RequestListener> {
  const { publicKey, privateKey } = await generateKeyPair("ES256");
  const kid = crypto.randomUUID();
  const keys = { keys: [{ ...await exportJWK(publicKey), kid, alg: "ES256", use: "sig" }] };
  return async (req, res) => {
    const { pathname, searchParams } = new URL(req.url!, "http://here.invalid");
    if (pathname === PRIVY_KEYS_PATH) return send(res, JSON.stringify(keys), { type: "application/json" });
    const sent = req.method === "POST" ? await readForm(req) : Object.fromEntries(searchParams);
    const { state = "", callback = "", person, answer } = sent;
    if (!callback.startsWith(`${origin}/auth/callback/`)) {
      return send(res, wrongCallback(), { status: 400 });
    }
    const fields = { state, callback };
    if (req.method !== "POST") {
      return send(res, choosePerson({ asking: "Rowhouse", action: PRIVY_PATH, fields }));
    }
    const chosen = answer === "yes" ? demoIdentities().find(({ subject }) => subject === person) : undefined;
    const tokens = chosen && await privyTokens(chosen, { key: privateKey, kid, now: new Date() });
    send(res, backTo(callback, { state, ...tokens }));
  };
}

type Back = { state: string; accessToken?: string; identityToken?: string };

/** Without a script: Privy's own page would post at once. */
function backTo(callback: string, { state, accessToken = "", identityToken = "" }: Back): string {
  return frame({
    title: accessToken ? "You are known" : "You refused",
    body: html`
      <p>
        ${accessToken
          ? "Two tokens are signed, as Privy would: one says that you are signed in, one who you are."
          : "No token is signed. Rowhouse will say so."}
      </p>
      <form method="post" action="${callback}">
        <input type="hidden" name="state" value="${state}">
        <input type="hidden" name="access_token" value="${accessToken}">
        <input type="hidden" name="identity_token" value="${identityToken}">
        <button>Go back to Rowhouse</button>
      </form>
    `,
  });
}

function wrongCallback(): string {
  return frame({
    title: "That did not work",
    body: html`
      <p>This page sends people back to Rowhouse on this machine, and nowhere else.</p>
    `,
  });
}

function send(res: ServerResponse, body: string, { status = 200, type = "text/html; charset=utf-8" } = {}) {
  res.writeHead(status, { "content-type": type, "cache-control": "no-store" }).end(body);
}
