import { Buffer } from "node:buffer";
import { createHash, createHmac, pbkdf2Sync } from "node:crypto";
import pg from "pg";
import { derivedSecret } from "@/lib/master_key.ts";
import { adminDatabaseUrl, type Role, rolePassword, ROLES } from "./database_urls.ts";

/** Older releases leak rows past row-level security (CVE-2025-8713 and before). */
const OLDEST_SERVER = { number: 150014, name: "15.14" };

const SCRAM_ROUNDS = 4096;

/** How long one statement of a tenant may hold a connection that all share. */
const PATIENCE = {
  statement_timeout: "15s",
  lock_timeout: "10s",
  idle_in_transaction_session_timeout: "15s",
};

/** The login may not create roles; `statements` is what an administrator has to run once. */
export class RolesMissingError extends Error {
  override name = "RolesMissingError";
  constructor(readonly statements: string[]) {
    super(
      `Creating the database roles: the login of DATABASE_URL may not. Let an administrator run:\n\n${
        statements.join("\n")
      }`,
    );
  }
}

/** Makes the three logins, with the passwords this installation derives, and gives the owner its database. */
export async function createRoles(connectionString = adminDatabaseUrl()): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await refuseOldServer(client);
    await client.query("begin");
    // Two processes that start together take turns.
    await client.query("select pg_advisory_xact_lock(hashtext('rowhouse roles'))");
    const { rows: [login] } = await client.query(
      `select rolsuper as is_superuser, rolcreaterole or rolsuper as may_create_roles, current_database() as database
         from pg_roles where rolname = current_user`,
    );
    const { rows } = await client.query("select rolname from pg_roles where rolname = any($1)", [
      ROLES.map((role) => `rowhouse_${role}`),
    ]);
    const existing = new Set(rows.map((it) => it.rolname));
    const statements = [
      ...ROLES.map((role) => loginStatement(role, existing.has(`rowhouse_${role}`))),
      ...databaseStatements(login.database, login.is_superuser),
    ];
    if (!login.may_create_roles) {
      if (existing.size === ROLES.length) return;
      throw new RolesMissingError(statements);
    }
    for (const statement of statements) await client.query(statement);
    await client.query("commit");
  } finally {
    await client.end();
  }
}

async function refuseOldServer(client: pg.Client) {
  const { rows: [{ number, version }] } = await client.query(
    "select current_setting('server_version_num')::int as number, current_setting('server_version') as version",
  );
  if (number < OLDEST_SERVER.number) {
    throw new Error(`Connecting to Postgres "${version}": ${OLDEST_SERVER.name} or newer is needed`);
  }
}

function loginStatement(role: Role, exists: boolean): string {
  return `${exists ? "alter" : "create"} role rowhouse_${role} login nocreatedb nocreaterole password '${
    scramVerifier(role)
  }';`;
}

function databaseStatements(database: string, isSuperuser: boolean): string[] {
  const name = pg.escapeIdentifier(database);
  return [
    `grant connect, create on database ${name} to rowhouse_owner;`,
    `grant connect on database ${name} to rowhouse_app, rowhouse_platform;`,
    // A temporary type or function would come before ours in whatever runs with a careless search path.
    `revoke temporary on database ${name} from public;`,
    ...["app", "platform"].flatMap((role) =>
      Object.entries(PATIENCE).map(([setting, value]) =>
        `alter role rowhouse_${role} in database ${name} set ${setting} = '${value}';`
      )
    ),
    ...ROLES.map((role) => `alter role rowhouse_${role} in database ${name} set search_path = pooled;`),
    // Without set_config an injected SELECT cannot rebind the tenant. Managed servers ignore this; /readyz says so.
    ...(isSuperuser
      ? [
        "revoke execute on function pg_catalog.set_config(text, text, boolean) from public;",
        "grant execute on function pg_catalog.set_config(text, text, boolean) to rowhouse_owner, rowhouse_platform;",
      ]
      : []),
  ];
}

/**
 * What Postgres keeps of a password (source: RFC 5803), so that the password itself is never in a statement, which a
 * server may write to its log.
 */
function scramVerifier(role: Role): string {
  const salt = derivedSecret(`postgres salt ${role}`).subarray(0, 16);
  const salted = pbkdf2Sync(rolePassword(role), salt, SCRAM_ROUNDS, 32, "sha256");
  const [client, server] = ["Client Key", "Server Key"].map((text) =>
    createHmac("sha256", salted).update(text).digest()
  );
  const stored = createHash("sha256").update(client).digest("base64");
  return `SCRAM-SHA-256$${SCRAM_ROUNDS}:${Buffer.from(salt).toString("base64")}$${stored}:${
    server.toString("base64")
  }`;
}
