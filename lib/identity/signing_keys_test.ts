import assert from "node:assert/strict";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { newId } from "@/lib/ids.ts";
import { seal } from "@/lib/vault/seal.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { logged } from "@/tests/support/state.ts";
import { readAccessToken, signAccessToken } from "./access_token.ts";
import { signingKey, verifyingKey } from "./signing_keys.ts";

const MOMENT = new Date("2026-01-01T00:00:00Z");
/** What a token says of its session, beside whose it is. */
const CLAIMS = { amr: ["pwd"], auth_time: MOMENT.getTime() / 1_000, started: MOMENT.getTime() / 1_000 };

Deno.test("signingKey() is one key for everybody who asks at once, kept sealed", async () => {
  const kids = await Promise.all(Array.from({ length: 10 }, async () => (await signingKey()).kid));
  assert.equal(new Set(kids).size, 1);
  const rows = await keyRows();
  assert.deepEqual(rows.filter((it) => it.state === "active").map((it) => it.kid), [kids[0]]);
  const { public_jwk, sealed_private_jwk } = rows.find((it) => it.kid === kids[0])!;
  assert.equal("d" in public_jwk, false);
  assert.match(sealed_private_jwk, /^v1\./);
});

Deno.test("a first key of a second process is not kept", async () => {
  const { kid } = await signingKey();
  await asSuperuser((client) =>
    client.query("select gate.add_first_signing_key($1, $2, $3)", [newId(), {}, "none"])
  );
  assert.deepEqual((await keyRows()).filter((it) => it.state === "active").map((it) => it.kid), [kid]);
});

Deno.test("verifyingKey() meets a key that another process made active, and tokens of the old one stay good", async () => {
  const [audience, now] = ["http://acme.localhost:8000", new Date()];
  const person = {
    sessionId: newId(),
    userId: newId(),
    tenantId: newId(),
    recognitions: ["pwd"],
    authenticatedAt: MOMENT,
    startedAt: MOMENT,
  };
  const endsAt = new Date(now.getTime() + 3600 * 1000);
  const { token } = await signAccessToken({ ...person, audience, endsAt, now });
  const { kid, privateKey } = await addActiveKey();
  await new Promise((resolve) => setTimeout(resolve, 1_000)); // unknown ids are looked up once a second
  assert(await verifyingKey(kid));
  assert.equal(await verifyingKey(newId()), undefined);
  assert.deepEqual(await readAccessToken(token, { audience, now }), person);
  const newer = await new SignJWT({ ...CLAIMS, sid: person.sessionId, tid: person.tenantId })
    .setProtectedHeader({ alg: "Ed25519", typ: "at+jwt", kid }).setIssuer("http://localhost:8000")
    .setAudience(audience).setSubject(person.userId).setExpirationTime("5m").sign(privateKey);
  assert.deepEqual(await readAccessToken(newer, { audience, now }), person);
});

Deno.test("a token is no longer good when its key was taken away, also where it was read before", async () => {
  const [audience, now] = ["http://acme.localhost:8000", new Date()];
  const { kid, privateKey } = await addActiveKey();
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const token = await new SignJWT({ ...CLAIMS, sid: newId(), tid: newId() })
    .setProtectedHeader({ alg: "Ed25519", typ: "at+jwt", kid }).setIssuer("http://localhost:8000")
    .setAudience(audience).setSubject(newId()).setExpirationTime("5m").sign(privateKey);
  assert(await readAccessToken(token, { audience, now }));
  await asSuperuser(async (client) => {
    await client.query("delete from platform.signing_keys where kid = $1", [kid]);
    await client.query(
      "update platform.signing_keys set state = 'active' where kid = (select max(kid) from platform.signing_keys)",
    );
  });
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  assert.equal(await verifyingKey(newId()), undefined); // looks again
  assert.equal(await readAccessToken(token, { audience, now }), undefined);
});

Deno.test("verifyingKey() knows the keys of before for a minute while the database is away", async () => {
  const { kid } = await signingKey();
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  await logged(() =>
    whileKeysCannotBeRead(async () => {
      assert(await verifyingKey(kid));
      assert.equal(await verifyingKey(newId()), undefined);
    })
  );
});

async function whileKeysCannotBeRead(work: () => Promise<void>) {
  const name = "function gate.signing_keys()";
  await asSuperuser(async (client) => {
    await client.query(`revoke execute on ${name} from rowhouse_app`);
    try {
      await work();
    } finally {
      await client.query(`grant execute on ${name} to rowhouse_app`);
    }
  });
}

async function addActiveKey() {
  const kid = newId();
  const { publicKey, privateKey } = await generateKeyPair("Ed25519", { extractable: true });
  const sealed = seal(JSON.stringify(await exportJWK(privateKey)), "signing key");
  await asSuperuser(async (client) => {
    await client.query("update platform.signing_keys set state = 'retiring'");
    await client.query(
      "insert into platform.signing_keys (kid, state, public_jwk, sealed_private_jwk) values ($1, 'active', $2, $3)",
      [kid, await exportJWK(publicKey), sealed],
    );
  });
  return { kid, privateKey };
}

async function keyRows() {
  return await asSuperuser(async (client) =>
    (await client.query("select * from platform.signing_keys")).rows
  );
}
