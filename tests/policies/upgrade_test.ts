import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import type pg from "pg";
import { databaseUrl } from "@/lib/db/database_urls.ts";
import { migrate, readMigrations } from "@/lib/db/migrate.ts";
import { newId } from "@/lib/ids.ts";
import { inFreshDatabase } from "@/tests/support/database.ts";

/** The last one of the first release that people have installed. */
const INSTALLED = "0020_";
const [acme, globex, ada, ben, sam, session, forgotten] = Array.from({ length: 7 }, newId);

Deno.test("an installation with people, sessions and keys in it takes every later migration, and loses none of them", async () => {
  const all = readMigrations();
  const later = all.filter(({ name }) => name > INSTALLED && !name.startsWith(INSTALLED));
  assert.ok(later.length > 20);
  await inFreshDatabase(all.filter((it) => !later.includes(it)), async (client) => {
    await moveIn(client);
    await migrate(later, await ownerUrl(client));
    const rows = async (text: string) => (await client.query(text)).rows;
    assert.deepEqual(
      await rows(
        `select user_id, tenant_id, is_active from platform.memberships order by user_id, tenant_id`,
      ),
      [[ada, acme], [ada, globex], [ben, acme]].map(([user_id, tenant_id]) => ({
        user_id,
        tenant_id,
        is_active: true,
      })),
    );
    assert.deepEqual(
      await rows(
        `select id, methods, authenticated_at = created_at as is_of_sign_in, idle::text from platform.sessions
                   where revoked_at is null order by id`,
      ),
      [
        { id: session, methods: ["pwd"], is_of_sign_in: true, idle: "7 days" },
        { id: forgotten, methods: ["handoff"], is_of_sign_in: true, idle: "01:00:00" },
      ],
      "an operator's is as short as a new one",
    );
    assert.deepEqual(await rows("select purpose from platform.single_use_codes"), [{
      purpose: "verify_email",
    }]);
    assert.deepEqual(await rows("select scopes, secret_number from pooled.api_keys"), [{
      scopes: ["records.read", "records.write", "usage.read"],
      secret_number: 1,
    }]);
    assert.deepEqual(
      await rows("select state, activated_at is not null as is_known from platform.signing_keys"),
      [
        { state: "active", is_known: true },
      ],
    );
    const [{ outcome, idle, person }] = await rows(
      `select outcome, idle::text, person
         from gate.rotate_refresh_token('\\x01', '\\x02', 'http://acme.localhost:8000', now(), interval '30 seconds')`,
    );
    assert.deepEqual([outcome, idle, person], ["rotated", "7 days", ada]);
  });
});

async function moveIn(client: pg.Client) {
  const put = async (table: string, row: Record<string, unknown>) => {
    const names = Object.keys(row);
    await client.query(
      `insert into ${table} (${names.join(", ")}) values (${names.map((_, at) => `$${at + 1}`).join(", ")})`,
      Object.values(row),
    );
  };
  const now = new Date();
  const soon = new Date(now.getTime() + 3_600_000);
  for (const [id, slug] of [[acme, "acme"], [globex, "globex"]]) {
    await put("platform.tenants", { id, slug, name: slug, created_at: now });
    await put("platform.placements", { tenant_id: id });
  }
  for (const [id, name] of [[ada, "Ada"], [ben, "Ben"], [sam, "Sam"]]) {
    const email_verified_at = id === ben ? null : now;
    await put("platform.users", { id, name, email: `${name}@acme.test`, email_verified_at });
    await put("platform.passwords", { user_id: id, phc: "$argon2id$…" });
  }
  await put("platform.operators", { user_id: sam });
  for (
    const [tenant_id, user_id, role] of [[acme, ada, "owner"], [acme, ben, "member"], [globex, ada, "owner"]]
  ) {
    await put("pooled.members", { tenant_id, id: newId(), user_id, role, email: "x@acme.test", name: "X" });
  }
  const times = { created_at: now, last_refreshed_at: now, expires_at: soon };
  const audience = "http://acme.localhost:8000";
  await put("platform.sessions", {
    id: session,
    user_id: ada,
    tenant_id: acme,
    audience,
    methods: ["pwd"],
    ...times,
  });
  await put("platform.sessions", {
    id: forgotten,
    user_id: sam,
    audience: "http://localhost:8000",
    methods: ["handoff"],
    ...times,
  });
  await put("platform.sessions", {
    id: newId(),
    user_id: ben,
    tenant_id: acme,
    audience,
    methods: ["pwd"],
    ...times,
    revoked_at: now,
    revoked_because: "refresh_reused",
  });
  await put("platform.refresh_tokens", { token_hash: "\\x01", session_id: session, created_at: now });
  for (const [code_hash, purpose] of [["\\x03", "handoff"], ["\\x04", "verify_email"]]) {
    await put("platform.single_use_codes", {
      code_hash,
      purpose,
      user_id: ben,
      tenant_id: acme,
      created_at: now,
      expires_at: soon,
    });
  }
  await put("pooled.api_keys", {
    tenant_id: acme,
    id: newId(),
    name: "CI",
    key_hash: randomBytes(32),
    hint: "abcd",
    created_by: ada,
  });
  await put("pooled.audit_entries", {
    tenant_id: acme,
    id: newId(),
    action: "member.signed_in",
    actor_kind: "member",
    actor_id: ada,
    actor_name: "Ada",
    subject_kind: "member",
    subject_id: ada,
  });
  await put("platform.signing_keys", {
    kid: "k",
    state: "active",
    public_jwk: "{}",
    sealed_private_jwk: "x",
  });
}

async function ownerUrl(client: pg.Client): Promise<string> {
  const url = new URL(databaseUrl("owner"));
  const { rows: [{ name }] } = await client.query("select current_database() as name");
  url.pathname = `/${name}`;
  return url.href;
}
