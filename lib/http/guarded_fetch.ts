import { lookup } from "node:dns/promises";
import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps, type RequestOptions } from "node:https";
import { isIP } from "node:net";
import { config } from "@/lib/config.ts";
import { isPublicAddress } from "./public_address.ts";

export type FetchRefusal =
  | "not_a_url"
  | "not_https"
  | "credentials_in_url"
  | "port_not_allowed"
  | "name_unknown"
  | "private_address"
  | "redirected"
  | "too_large"
  | "too_slow"
  | "certificate_not_trusted"
  | "unreachable";

export type Fetched =
  | { ok: true; status: number; headers: Headers; body: Uint8Array<ArrayBuffer> }
  | { ok: false; reason: FetchRefusal };

export type Asked = { method?: string; headers?: Record<string, string>; body?: string };

/** What keeps a tenant from using our place in the network. Only tests have another than `GUARD`. */
export type Guard = {
  /** All IP addresses of a name; none, or an error, for one that nobody knows. */
  resolve(name: string): Promise<string[]>;
  isAllowed(address: string): boolean;
  ports: number[];
  /** Plain http to this very machine, where the demo identity provider is. */
  allowsLocalhost: boolean;
  /** For everything together, name and body included. */
  timeoutMs: number;
  maxBytes: number;
  /** PEM of the only certificate authority to believe. */
  ca?: string;
};

export const GUARD: Guard = {
  resolve: async (name) => (await lookup(name, { all: true })).map(({ address }) => address),
  isAllowed: isPublicAddress,
  // 8443 is where an identity provider in a house's own rack often listens; nothing else that matters does.
  ports: [443, 8443],
  allowsLocalhost: config.isLocal,
  timeoutMs: 5_000,
  maxBytes: 256 * 1024,
};

/**
 * The only way out to a URL that a tenant or a stranger named: https, to a public address, with an end to its time and
 * its size. It connects to the very address that was checked, so that a name cannot change its mind in between, and
 * follows no redirect. An answer of any other status is for the caller to judge.
 */
export async function guardedFetch(
  target: string | URL,
  asked: Asked = {},
  guard: Guard = GUARD,
): Promise<Fetched> {
  if (!URL.canParse(target)) return { ok: false, reason: "not_a_url" };
  const url = new URL(target);
  const reason = refuseUrl(url, guard);
  if (reason) return { ok: false, reason };
  const deadline = Promise.withResolvers<Fetched>();
  const abort = new AbortController();
  const timer = setTimeout(() => {
    deadline.resolve({ ok: false, reason: "too_slow" });
    abort.abort();
  }, guard.timeoutMs);
  try {
    return await Promise.race([deadline.promise, fetchChecked(url, asked, { guard, signal: abort.signal })]);
  } finally {
    clearTimeout(timer);
  }
}

function refuseUrl(url: URL, guard: Guard): FetchRefusal | undefined {
  const isLocal = guard.allowsLocalhost && isLocalhost(url.hostname);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLocal)) return "not_https";
  if (url.username || url.password) return "credentials_in_url";
  if (!isLocal && !guard.ports.includes(Number(url.port || 443))) return "port_not_allowed";
}

type Way = { guard: Guard; signal: AbortSignal };

async function fetchChecked(url: URL, asked: Asked, way: Way): Promise<Fetched> {
  const addresses = await addressesOf(url, way.guard);
  if (!addresses.ok) return addresses;
  for (const address of addresses.found) {
    const fetched = await fetchAt(address, url, { asked, ...way });
    if (fetched !== "nobody_there") return fetched;
  }
  return { ok: false, reason: "unreachable" };
}

type Addresses = { ok: true; found: string[] } | { ok: false; reason: FetchRefusal };

/** One address that is not allowed spoils the name: whoever answers for it means us no good. */
async function addressesOf({ hostname }: URL, guard: Guard): Promise<Addresses> {
  if (guard.allowsLocalhost && isLocalhost(hostname)) return { ok: true, found: ["127.0.0.1", "::1"] };
  const name = hostname.replace(/^\[|\]$/g, "");
  const found = isIP(name) ? [name] : await resolved(name, guard);
  if (found.length === 0) return { ok: false, reason: "name_unknown" };
  if (!found.every(guard.isAllowed)) return { ok: false, reason: "private_address" };
  // A machine without IPv6 is told of IPv6 addresses all the same.
  return { ok: true, found: found.toSorted((one, other) => isIP(one) - isIP(other)).slice(0, 3) };
}

async function resolved(name: string, guard: Guard): Promise<string[]> {
  try {
    return await guard.resolve(name);
  } catch {
    return [];
  }
}

/** The URL's host is what the certificate must be made for and the `Host` says; the connection goes to `address`. */
async function fetchAt(
  address: string,
  url: URL,
  { asked, guard, signal }: Way & { asked: Asked },
): Promise<Fetched | "nobody_there"> {
  const options: RequestOptions = {
    host: address,
    port: url.port || (url.protocol === "https:" ? 443 : 80),
    servername: isIP(url.hostname.replace(/^\[|\]$/g, "")) ? undefined : url.hostname,
    path: `${url.pathname}${url.search}`,
    method: asked.method ?? "GET",
    headers: { accept: "*/*", "user-agent": "Rowhouse", ...asked.headers, host: url.host },
    agent: false,
    signal,
    ca: guard.ca,
  };
  try {
    return await read(await sent(url.protocol, options, asked.body), guard);
  } catch (error) {
    if (isNobodyThere(error)) return "nobody_there";
    return { ok: false, reason: isAboutCertificate(error) ? "certificate_not_trusted" : "unreachable" };
  }
}

function sent(protocol: string, options: RequestOptions, body?: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = protocol === "https:" ? requestHttps : requestHttp;
    request(options, resolve).on("error", reject).end(body);
  });
}

async function read(message: IncomingMessage, { maxBytes }: Guard): Promise<Fetched> {
  const status = message.statusCode!;
  if (status >= 300 && status < 400) {
    message.destroy();
    return { ok: false, reason: "redirected" };
  }
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const chunk of message) {
    size += chunk.length;
    if (size > maxBytes) {
      message.destroy();
      return { ok: false, reason: "too_large" };
    }
    chunks.push(chunk);
  }
  const headers = new Headers();
  for (const [name, values] of Object.entries(message.headersDistinct)) {
    for (const value of values!) headers.append(name, value);
  }
  return { ok: true, status, headers, body: new Uint8Array(await new Blob(chunks).arrayBuffer()) };
}

/** Nothing was sent, so the next address may be asked. */
function isNobodyThere(error: unknown): boolean {
  return ["ECONNREFUSED", "ENETUNREACH", "EHOSTUNREACH", "EADDRNOTAVAIL"].includes(codeOf(error));
}

/** Such as ERR_TLS_CERT_ALTNAME_INVALID, CERT_HAS_EXPIRED, DEPTH_ZERO_SELF_SIGNED_CERT, UNABLE_TO_VERIFY_LEAF_SIGNATURE. */
function isAboutCertificate(error: unknown): boolean {
  return /CERT|UNABLE_TO_VERIFY/.test(codeOf(error));
}

function codeOf(error: unknown): string {
  return (error as { code?: string }).code ?? "";
}

function isLocalhost(hostname: string): boolean {
  return hostname === "localhost" || hostname.endsWith(".localhost");
}
