import { exportJWK, generateKeyPair, type JWTHeaderParameters, SignJWT } from "jose";

type Claims = Record<string, unknown>;
type Forged = { claims: Claims; header: JWTHeaderParameters; key: CryptoKey | Uint8Array };

export type ForgingIssuer = AsyncDisposable & {
  url: string;
  /** Put over what it says of itself. */
  metadata: Claims;
  /** Put over the claims of an honest ID token. An undefined one is left out. */
  claims: Claims;
  userinfo: Claims;
  /** Makes the ID token in another way than with its own key. */
  sign(forged: Forged): Promise<string> | string;
  /** Answers of paths, instead of its own. */
  answers: Record<string, () => Response>;
  /** The public key as everybody can read it. */
  publicKey(): Promise<string>;
  /** The paths that were asked for. */
  asked: string[];
  /** What came to the token endpoint last. */
  tokenForm: URLSearchParams;
  authorization?: string;
};

/** One for all of them: to make it takes a while. */
const ownKeys = generateKeyPair("RS256", { extractable: true });

/** An OpenID provider on this machine that says, and signs, whatever a test wants. Any code is good. */
export async function startForgingIssuer(): Promise<ForgingIssuer> {
  const { publicKey, privateKey } = await ownKeys;
  const jwk = { ...await exportJWK(publicKey), kid: "own", alg: "RS256", use: "sig" };
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, answer);
  const url = `http://localhost:${server.addr.port}`;
  const issuer: ForgingIssuer = {
    url,
    metadata: {},
    claims: {},
    userinfo: {},
    sign: ({ claims, header, key }) => new SignJWT(claims).setProtectedHeader(header).sign(key),
    answers: {},
    publicKey: async () => JSON.stringify(await exportJWK(publicKey)),
    asked: [],
    tokenForm: new URLSearchParams(),
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
  return issuer;

  async function answer(req: Request): Promise<Response> {
    const { pathname } = new URL(req.url);
    issuer.asked.push(pathname);
    if (issuer.answers[pathname]) return issuer.answers[pathname]();
    switch (pathname) {
      case "/.well-known/openid-configuration":
        return Response.json(metadataOf(url, issuer.metadata));
      case "/jwks":
        return Response.json({ keys: [jwk] });
      case "/userinfo":
        return Response.json({ sub: "ada", ...issuer.userinfo });
      case "/token":
        issuer.tokenForm = new URLSearchParams(await req.text());
        issuer.authorization = req.headers.get("authorization") ?? undefined;
        return Response.json({ access_token: "a", token_type: "Bearer", id_token: await idToken() });
    }
    return new Response(null, { status: 404 });
  }

  async function idToken(): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    // The nonce comes as the code, which nobody else uses here.
    const nonce = issuer.tokenForm.get("code");
    const honest = { iss: url, sub: "ada", aud: "rowhouse", nonce, iat: now, exp: now + 60 };
    const claims = { ...honest, email: "ada@acme.test", ...issuer.claims };
    return await issuer.sign({ claims, header: { alg: "RS256", kid: "own" }, key: privateKey });
  }
}

function metadataOf(url: string, others: Claims): Claims {
  return {
    issuer: url,
    authorization_endpoint: `${url}/auth`,
    token_endpoint: `${url}/token`,
    jwks_uri: `${url}/jwks`,
    userinfo_endpoint: `${url}/userinfo`,
    response_types_supported: ["code"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256"],
    token_endpoint_auth_methods_supported: ["client_secret_basic"],
    ...others,
  };
}
