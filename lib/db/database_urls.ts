import { join } from "node:path";
import { Buffer } from "node:buffer";
import { config } from "@/lib/config.ts";
import { derivedSecret } from "@/lib/master_key.ts";

/** One login each; a session never changes its role. */
export const ROLES = ["owner", "app", "platform"] as const;
export type Role = typeof ROLES[number];

/** Written by the process that starts the embedded Postgres. It holds no secret. */
export const EMBEDDED_POSTGRES_FILE = "postgres.json";
export type EmbeddedPostgres = { port: number; ownerPid: number };

/** Nobody has said where the database is. */
export class NoDatabaseError extends Error {
  override name = "NoDatabaseError";
}

/**
 * The connection string of one role: from `DATABASE_APP_URL` and its siblings, or on the server of `DATABASE_URL`
 * or of the embedded Postgres with a password derived from the master key.
 */
export function databaseUrl(role: Role): string {
  const given = {
    owner: config.database.appUrl && config.database.url,
    app: config.database.appUrl,
    platform: config.database.platformUrl,
  }[role];
  if (given) return given;
  if (config.database.appUrl) throw new NoDatabaseError("DATABASE_URL must be set to migrate");
  const url = new URL(adminDatabaseUrl());
  // The driver takes these for the login, before what stands in front of the host.
  for (const name of ["user", "password"]) url.searchParams.delete(name);
  url.username = `rowhouse_${role}`;
  url.password = rolePassword(role);
  return url.href;
}

/** The login that may create the roles; undefined `DATABASE_URL` means the superuser of the embedded Postgres. */
export function adminDatabaseUrl(): string {
  if (config.database.url) return config.database.url;
  const { port } = readEmbeddedPostgres(config.dataDir);
  return `postgres://postgres:${embeddedSuperuserPassword()}@127.0.0.1:${port}/rowhouse`;
}

export function embeddedSuperuserPassword(): string {
  return secretText("postgres superuser");
}

export function rolePassword(role: Role): string {
  return secretText(`postgres role ${role}`);
}

function readEmbeddedPostgres(dataDir: string): EmbeddedPostgres {
  try {
    return JSON.parse(Deno.readTextFileSync(join(dataDir, EMBEDDED_POSTGRES_FILE)));
  } catch (cause) {
    throw new NoDatabaseError(
      `Looking for the database: DATABASE_URL is not set and no embedded Postgres runs on "${dataDir}". Set DATABASE_URL, or run deno task start first`,
      { cause },
    );
  }
}

function secretText(purpose: string): string {
  return Buffer.from(derivedSecret(purpose)).toString("base64url");
}
