import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { exportJWK, generateKeyPair } from "jose";
import { html } from "@/lib/mail/html.ts";
import { choosePerson } from "../choose_person.ts";
import { frame } from "../frame.ts";
import { demoIdentities, type DemoIdentity } from "../people.ts";
import { readForm } from "../read_form.ts";
import { type Untyped, withProvider } from "./load_provider.ts";

/** What an administrator of the demo pastes into a connection. */
export const DEMO_CLIENT = { id: "rowhouse", secret: "no-secret-but-the-demo" };

type Settings = {
  issuer: string;
  /** Whose callbacks may be answered to. */
  origin: string;
  identities?: DemoIdentity[];
};

const CALLBACKS = "/auth/callback/";
const INTERACTION = /^\/interaction\/[\w-]+$/;

/** A real OpenID provider for the people of the demo, with keys that last as long as the process. */
export async function openidProvider(settings: Settings): Promise<RequestListener> {
  const keys = [await signingKey()];
  const provider = await withProvider(({ Provider, interactionPolicy }) =>
    new Provider(settings.issuer, {
      ...configuration(settings),
      jwks: { keys },
      interactions: { url: interactionUrl, policy: askEachTime(interactionPolicy) },
    })
  );
  // A connection's callback has its id at the end, which nobody knows when this starts.
  const callbacks = `${settings.origin}${CALLBACKS}`;
  provider.Client.prototype.redirectUriAllowed = (uri: string) => uri.startsWith(callbacks);
  const answer = provider.callback();
  return async (req, res) => {
    if (INTERACTION.test(req.url ?? "")) await interact(provider, req, res);
    else await answer(req, res);
  };
}

function configuration({ origin, identities = demoIdentities() }: Settings) {
  return {
    clients: [{
      client_id: DEMO_CLIENT.id,
      client_secret: DEMO_CLIENT.secret,
      client_name: "Rowhouse",
      redirect_uris: [`${origin}${CALLBACKS}oidc`],
    }],
    cookies: { keys: [crypto.randomUUID()] },
    scopes: ["openid", "email", "profile", "groups"],
    claims: {
      openid: ["sub", "amr"],
      email: ["email", "email_verified"],
      profile: ["name"],
      groups: ["groups"],
    },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    findAccount: (_ctx: unknown, subject: string) => accountOf(identities, subject),
    loadExistingGrant: grantAll,
    renderError: showError,
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      Grant: 3600,
      IdToken: 600,
      Interaction: 900,
      Session: 3600,
    },
  };
}

async function signingKey() {
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  return { ...await exportJWK(privateKey), alg: "RS256", use: "sig", kid: crypto.randomUUID() };
}

function interactionUrl(_ctx: unknown, { uid }: { uid: string }) {
  return `/interaction/${uid}`;
}

/** Who was here last does not matter: each sign-in of a demo may be somebody else's. */
function askEachTime({ base, Check }: Untyped) {
  const policy = base();
  const isChosen = (ctx: Untyped) => !ctx.oidc.result?.login;
  policy.get("login").checks.add(new Check("choice", "A person is to be chosen", isChosen));
  return policy;
}

function accountOf(identities: DemoIdentity[], subject: string) {
  const found = identities.find((it) => it.subject === subject);
  if (!found) return undefined;
  const { name, email, groups } = found;
  return {
    accountId: subject,
    claims: () => ({ sub: subject, name, email, email_verified: true, groups, amr: ["pwd"] }),
  };
}

/** Nobody is asked what may be told: the demo's people have nothing to hide. */
async function grantAll({ oidc }: Untyped) {
  const grant = new oidc.provider.Grant({
    clientId: oidc.client.clientId,
    accountId: oidc.session.accountId,
  });
  grant.addOIDCScope(oidc.params.scope);
  await grant.save();
  return grant;
}

async function interact(provider: Untyped, req: IncomingMessage, res: ServerResponse) {
  try {
    const { params } = await provider.interactionDetails(req, res);
    if (req.method !== "POST") {
      return send(res, choosePerson({ asking: "Rowhouse", action: req.url!, hint: params.login_hint }));
    }
    const { person, answer } = await readForm(req);
    const result = answer === "yes" && person
      ? { login: { accountId: person, remember: false, amr: ["pwd"] } }
      : { error: "access_denied", error_description: "The person refused" };
    await provider.interactionFinished(req, res, result, { mergeWithLastSubmission: false });
  } catch (error) {
    const { statusCode = 500 } = error as { statusCode?: number };
    send(res, errorPage("This sign-in is over. Go back and begin again."), statusCode);
  }
}

function showError(
  ctx: Untyped,
  { error, error_description }: { error: string; error_description?: string },
) {
  ctx.type = "html";
  ctx.body = errorPage(`${error}${error_description ? `: ${error_description}` : ""}`);
}

function errorPage(text: string): string {
  return frame({
    title: "That did not work",
    body: html`
      <p>${text}</p>
    `,
  });
}

function send(res: ServerResponse, body: string, status = 200) {
  res.writeHead(status, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" }).end(
    body,
  );
}
