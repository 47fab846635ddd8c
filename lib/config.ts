import { Buffer } from "node:buffer";
import { resolve } from "node:path";
import { z } from "zod";

/**
 * The one place that reads the environment. A bad value stops the process and names the variable; parts that describe
 * variables of their own do the same with `env`.
 */
export type Config = {
  port: number;
  /** Origin of the public site, such as `https://rowhouse.example`. Tenants live on `<slug>.` below its host. */
  baseUrl: URL;
  /** Absolute path of the folder for embedded Postgres, local state and the development mailbox. */
  dataDir: string;
  /** Of an own Postgres; all undefined on the embedded one. See `databaseUrls()`. */
  database: { url?: string; appUrl?: string; platformUrl?: string };
  /** Where web processes share state; both undefined for one process with a file in `dataDir`. */
  state: { redisUrl?: string; upstash?: { url: string; token: string } };
  /** 32 bytes; undefined on embedded defaults, where a key is made in `dataDir`. */
  masterKey?: Uint8Array;
  /** Undefined on embedded defaults, where the development mailbox receives. */
  smtpUrl?: string;
  mailFrom: string;
  /** Of a list of stolen passwords that speaks as Have I Been Pwned does, up to `range/`; undefined asks nobody. */
  breachedPasswordsUrl?: URL;
  /** How many proxies of ours stand in front, each adding one address to `X-Forwarded-For`; 0 believes no header. */
  trustedProxies: number;
  /** Asked for the records of DNS instead of the system's resolver; for tests. */
  dnsServer?: { ipAddr: string; port: number };
  /** Seed the demo cast on the first start. */
  seedsDemo: boolean;
  /** Whether operators who have none see nothing of the console but where to set one up; always, behind https. */
  operatorsNeedSecondFactor: boolean;
  /** True away from https: `dev/` routes, the mailbox and the embedded Postgres are there. */
  isLocal: boolean;
  /** True when `BASE_URL` was set, not assumed. */
  hasOwnBaseUrl: boolean;
  /** All that is set, for parts that describe variables of their own, such as ways to sign in. */
  env: Record<string, string>;
};

const LOCAL_HOST = /^(?:[a-z0-9-]+\.)*localhost$|^127\.0\.0\.1$|^\[::1\]$/;

const url = (protocols: string[]) =>
  z.string().refine(
    (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol),
    { error: `must be a URL that starts with ${protocols.map((it) => `${it}//`).join(" or ")}` },
  );

const flag = z.enum(["0", "1", "true", "false"], { error: "must be 1 or 0" })
  .transform((text) => text === "1" || text === "true").optional();

const postgresUrl = url(["postgres:", "postgresql:"]).optional();

const Environment = z.object({
  PORT: z.coerce.number({ error: "must be a port number from 1 to 65535" }).int()
    .min(1, { error: "must be a port number from 1 to 65535" })
    .max(65535, { error: "must be a port number from 1 to 65535" }).default(8000),
  BASE_URL: url(["http:", "https:"])
    .refine((text) => !URL.canParse(text) || new URL(text).pathname === "/", { error: "must have no path" })
    .optional(),
  DATA_DIR: z.string().min(1).default(".rowhouse"),
  DATABASE_URL: postgresUrl,
  DATABASE_APP_URL: postgresUrl,
  DATABASE_PLATFORM_URL: postgresUrl,
  REDIS_URL: url(["redis:", "rediss:"]).optional(),
  UPSTASH_REDIS_REST_URL: url(["https:", "http:"]).optional(),
  UPSTASH_REDIS_REST_TOKEN: z.string().optional(),
  MASTER_KEY: z.base64({ error: "must be 32 bytes in base64; make one with: openssl rand -base64 32" })
    .transform((text) => new Uint8Array(Buffer.from(text, "base64")))
    .refine((key) => key.length === 32, {
      error: "must be 32 bytes in base64; make one with: openssl rand -base64 32",
    }).optional(),
  SMTP_URL: url(["smtp:", "smtps:"]).optional(),
  MAIL_FROM: z.string().regex(/^[^<>\r\n]*<[^<>@\s]+@[^<>@\s]+>$|^[^<>@\s]+@[^<>@\s]+$/, {
    error: 'must be an address such as "Rowhouse <hello@rowhouse.example>"',
  }).optional(),
  BREACHED_PASSWORDS_URL: url(["https:", "http:"])
    .refine((text) => text.endsWith("/"), {
      error: "must end with a slash, such as https://api.pwnedpasswords.com/",
    }).optional(),
  TRUSTED_PROXIES: z.coerce.number({ error: "must be a number of proxies from 0 to 5" }).int()
    .min(0, { error: "must be a number of proxies from 0 to 5" })
    .max(5, { error: "must be a number of proxies from 0 to 5" }).optional(),
  DNS_SERVER: z.string().regex(/^(?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5})?$/, {
    error: "must be an IPv4 address, with a port where it is not 53, such as 127.0.0.1:5353",
  }).transform((text) => {
    const [ipAddr, port = "53"] = text.split(":");
    return { ipAddr, port: Number(port) };
  }).optional(),
  DEMO: flag,
  OPERATORS_NEED_SECOND_FACTOR: flag,
});

/** A variable that is missing or wrong; the message has one line for each. */
export class ConfigError extends Error {
  override name = "ConfigError";
}

/**
 * @param env as `Deno.env.toObject()`; an empty value counts as absent.
 * @throws {ConfigError} naming every variable that is wrong and what was wanted.
 */
export function parseConfig(env: Record<string, string>): Config {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const parsed = Environment.safeParse(present);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((it) => `${String(it.path[0])} ${it.message}`).join("\n"));
  }
  const read = parsed.data;
  const baseUrl = new URL(read.BASE_URL ?? `http://localhost:${read.PORT}`);
  const isLocal = baseUrl.protocol === "http:";
  const wrong = [
    ...refuseHttpAwayFromLocalhost(baseUrl),
    ...refuseHalfADatabase(read),
    ...refuseHalfAState(read),
    ...(isLocal ? [] : [...refuseMissingSecrets(read), ...refuseDemo(read), ...refuseWeakOperators(read)]),
  ];
  if (wrong.length > 0) throw new ConfigError(wrong.join("\n"));
  return {
    port: read.PORT,
    baseUrl,
    dataDir: resolve(read.DATA_DIR),
    database: {
      url: read.DATABASE_URL,
      appUrl: read.DATABASE_APP_URL,
      platformUrl: read.DATABASE_PLATFORM_URL,
    },
    state: { redisUrl: read.REDIS_URL, upstash: upstashOf(read) },
    masterKey: read.MASTER_KEY,
    smtpUrl: read.SMTP_URL,
    mailFrom: read.MAIL_FROM ?? `Rowhouse <hello@${baseUrl.hostname}>`,
    breachedPasswordsUrl: read.BREACHED_PASSWORDS_URL ? new URL(read.BREACHED_PASSWORDS_URL) : undefined,
    trustedProxies: read.TRUSTED_PROXIES ?? 0,
    dnsServer: read.DNS_SERVER,
    seedsDemo: read.DEMO ?? (isLocal && !read.DATABASE_URL && !read.DATABASE_APP_URL),
    operatorsNeedSecondFactor: read.OPERATORS_NEED_SECOND_FACTOR ?? !isLocal,
    isLocal,
    hasOwnBaseUrl: read.BASE_URL !== undefined,
    env: present,
  };
}

type Read = z.infer<typeof Environment>;

function refuseHttpAwayFromLocalhost(baseUrl: URL): string[] {
  if (baseUrl.protocol === "https:" || LOCAL_HOST.test(baseUrl.hostname)) return [];
  return [
    `BASE_URL must use https away from localhost: browsers drop the session cookies of ${baseUrl.origin}`,
  ];
}

function refuseHalfADatabase(read: Read): string[] {
  const given = [read.DATABASE_APP_URL, read.DATABASE_PLATFORM_URL].filter(Boolean).length;
  if (given === 1) return ["DATABASE_APP_URL and DATABASE_PLATFORM_URL must be set together"];
  return [];
}

function refuseHalfAState(read: Read): string[] {
  const { REDIS_URL, UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = read;
  if (REDIS_URL && (url || token)) return ["REDIS_URL and UPSTASH_REDIS_REST_URL must not both be set"];
  if (url && !token) return ["UPSTASH_REDIS_REST_TOKEN must be set with UPSTASH_REDIS_REST_URL"];
  if (token && !url) return ["UPSTASH_REDIS_REST_URL must be set with UPSTASH_REDIS_REST_TOKEN"];
  if (url && new URL(url).protocol === "http:" && !LOCAL_HOST.test(new URL(url).hostname)) {
    return ["UPSTASH_REDIS_REST_URL must use https away from localhost: the token travels with each call"];
  }
  return [];
}

function upstashOf({ UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token }: Read) {
  return url && token ? { url, token } : undefined;
}

function refuseDemo({ DEMO }: Read): string[] {
  return DEMO ? ["DEMO must not be set when BASE_URL is https: its password is public"] : [];
}

function refuseWeakOperators({ OPERATORS_NEED_SECOND_FACTOR }: Read): string[] {
  return OPERATORS_NEED_SECOND_FACTOR === false
    ? ["OPERATORS_NEED_SECOND_FACTOR must not be 0 when BASE_URL is https: the console sees every tenant"]
    : [];
}

function refuseMissingSecrets(read: Read): string[] {
  const database = read.DATABASE_APP_URL ? [] : ["DATABASE_URL"] as const;
  // Something in front speaks TLS; without its number everybody would share one address, and one limit.
  return [...database, "MASTER_KEY", "SMTP_URL", "MAIL_FROM", "TRUSTED_PROXIES"].filter((name) =>
    read[name as keyof Read] === undefined
  )
    .map((name) => `${name} must be set when BASE_URL is https`);
}

/** What this process runs on. Tools that explain a bad variable call `parseConfig` themselves first. */
export const config: Config = parseConfig(Deno.env.toObject());
