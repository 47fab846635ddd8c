import type { RequestListener } from "node:http";
import express from "express";
import samlp from "samlp";
import { html } from "@/lib/mail/html.ts";
import { choosePerson } from "../choose_person.ts";
import { frame } from "../frame.ts";
import { demoIdentities, type DemoIdentity } from "../people.ts";
import { signingKeyIn } from "./signing_key.ts";

type Settings = {
  /** Of the demo's providers; this one lives below `/saml/`. */
  url: string;
  /** Of our base host, the only one that is answered to. */
  origin: string;
  dataDir: string;
};

/** The libraries bring no types; what this uses of them is little. */
// deno-lint-ignore no-explicit-any
type Untyped = any;

const PATH = "/saml/sso";
const PERSISTENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent";
const RESPONDER = "urn:oasis:names:tc:SAML:2.0:status:Responder";
const LIFETIME_SECONDS = 300;

/** Whether a path is for `samlProvider()`. */
export function isSamlPath(path: string): boolean {
  return path.startsWith("/saml/");
}

/** A real SAML identity provider for the people of the demo: metadata at `/saml/metadata`, sign-in at `/saml/sso`. */
export async function samlProvider(settings: Settings): Promise<RequestListener> {
  const { privateKey, certificate } = await signingKeyIn(settings.dataDir);
  const issuer = samlEntityId(settings.url);
  const signing = { issuer, key: privateKey, cert: certificate };
  const app = express();
  app.disable("x-powered-by");
  app.get(
    "/saml/metadata",
    samlp.metadata({
      ...signing,
      profileMapper: Profile,
      redirectEndpointPath: PATH,
      postEndpointPath: PATH,
    }),
  );
  app.get(PATH, askWho);
  app.post(PATH, express.urlencoded({ extended: false }), (req: Untyped, res: Untyped, next: Untyped) => {
    const answer = req.body.answer === "yes" ? sendIdentity : sendRefusal;
    answer({ ...settings, signing }, { req, res, next });
  });
  app.use((_error: Untyped, _req: Untyped, res: Untyped, _next: Untyped) => {
    res.status(400).send(errorPage("This is no request that the demo answers. Go back and begin again."));
  });
  return app;
}

export function samlEntityId(url: string): string {
  return `${url}/saml/metadata`;
}

function askWho(req: Untyped, res: Untyped) {
  res.set("cache-control", "no-store").send(choosePerson({ asking: "Rowhouse", action: req.originalUrl }));
}

type Provider = Settings & { signing: { issuer: string; key: string; cert: string } };
type Exchange = { req: Untyped; res: Untyped; next: Untyped };

function sendIdentity(provider: Provider, { req, res, next }: Exchange) {
  const person = demoIdentities().find(({ subject }) => subject === req.body.person);
  addressOf(provider, req, (error, to) => {
    if (error || !person) return next(error ?? new Error("Nobody of the demo was chosen"));
    samlp.auth({
      ...provider.signing,
      audience: to!.audience,
      recipient: to!.acs,
      destination: to!.acs,
      lifetimeInSeconds: LIFETIME_SECONDS,
      nameIdentifierFormat: PERSISTENT,
      profileMapper: Profile,
      getUserFromRequest: () => person,
      getPostURL: (_audience: string, _request: Untyped, _req: Untyped, done: Untyped) => done(null, to!.acs),
    })(req, res, next);
  });
}

function sendRefusal(provider: Provider, { req, res, next }: Exchange) {
  addressOf(provider, req, (error, to) => {
    if (error) return next(error);
    samlp.sendError({
      ...provider.signing,
      signResponse: true,
      signatureAlgorithm: "rsa-sha256",
      digestAlgorithm: "sha256",
      destination: to!.acs,
      inResponseTo: to!.requestId,
      RelayState: req.query.RelayState,
      error: { code: RESPONDER, description: "The person refused" },
      getPostURL: (_req: Untyped, done: Untyped) => done(null, to!.acs),
    })(req, res, next);
  });
}

type Address = { acs: string; audience: string; requestId?: string };

/** As the request says, if that is one of our own; without a request, as an app's tile would have it: `?to=con_…`. */
function addressOf(
  { origin }: Settings,
  req: Untyped,
  done: (error: Error | undefined, to?: Address) => void,
) {
  samlp.parseRequest(req, {}, (error: Error | null, request?: Untyped) => {
    if (error) return done(error);
    const { to } = req.query;
    const acs = request?.assertionConsumerServiceURL ?? `${origin}/auth/callback/saml/${to}`;
    const audience = request?.issuer ?? `${origin}/auth/saml/${to}/metadata`;
    const isOurs = /^\/auth\/callback\/saml\/con_[\da-z]+$/.test(acs.slice(origin.length));
    if (!acs.startsWith(`${origin}/`) || !isOurs) return done(new Error(`Nobody is answered at "${acs}"`));
    done(undefined, { acs, audience, requestId: request?.id });
  });
}

/** What is said about a person, in the words that the guides tell admins to use. */
function Profile(person: DemoIdentity) {
  return {
    getClaims: () => ({ email: person.email, name: person.name, groups: person.groups }),
    getNameIdentifier: () => ({ nameIdentifier: person.subject, nameIdentifierFormat: PERSISTENT }),
  };
}
Profile.prototype.metadata = [];

function errorPage(text: string): string {
  return frame({
    title: "That did not work",
    body: html`
      <p>${text}</p>
    `,
  });
}
