import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { makeCast, PASSWORD, PASSWORD_PHC } from "@/tests/support/cast.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { readAccessToken } from "../access_token.ts";
import { addOperator } from "./add_operator.ts";
import { endSession } from "../end_session.ts";
import { refreshSession } from "../refresh_session.ts";
import { isRevoked } from "../revocation.ts";
import { countTry } from "../defence/weigh_try.ts";
import { signInOperator } from "./sign_in_operator.ts";

const now = new Date();
const audience = "http://localhost:8000";

Deno.test("signInOperator() opens a session on the base host, without a tenant, and records it", async () => {
  const { email, userId } = await newOperator();
  const signedIn = await signInOperator({ email, password: PASSWORD, visitor: newVisitor(), now });
  assert(signedIn.ok);
  const { session } = signedIn;
  assert.deepEqual(await readAccessToken(session.accessToken, { audience, now }), {
    sessionId: session.sessionId,
    userId,
    tenantId: undefined,
    recognitions: ["pwd"],
    authenticatedAt: toTheSecond(now),
    startedAt: toTheSecond(now),
  });
  const refreshed = await refreshSession({ token: session.refreshToken, audience, now });
  assert(refreshed.ok);
  assert.equal(refreshed.session.tenantId, undefined);
  assert.equal(await accesses(`Operator ${email} signs in`), 1);
});

Deno.test("signInOperator() refuses a member, a wrong password and an unknown address alike", async () => {
  const { ada } = await makeCast();
  const { email } = await newOperator();
  for (
    const attempt of [
      { email: ada.email, password: PASSWORD },
      { email, password: "wrong" },
      { email: "nobody@rowhouse.test", password: PASSWORD },
    ]
  ) {
    assert.deepEqual(await signInOperator({ ...attempt, visitor: newVisitor(), now }), {
      ok: false,
      reason: "wrong_credentials",
    });
  }
});

Deno.test("signInOperator() refuses too many tries, also with the right password", async () => {
  const { email } = await newOperator();
  const visitor = newVisitor();
  for (let n = 0; n < 10; n++) await countTry({ where: "operators", email, visitor, now });
  assert.deepEqual(await signInOperator({ email, password: PASSWORD, visitor, now }), {
    ok: false,
    reason: "too_many",
    retryAfterSeconds: 30,
  });
});

Deno.test("endSession() signs an operator out at once", async () => {
  const { email } = await newOperator();
  const signedIn = await signInOperator({ email, password: PASSWORD, visitor: newVisitor(), now });
  assert(signedIn.ok);
  await endSession(signedIn.session, { now });
  assert.equal(await isRevoked(signedIn.session.sessionId), true);
  assert.deepEqual(await refreshSession({ token: signedIn.session.refreshToken, audience, now }), {
    ok: false,
    reason: "revoked",
  });
});

Deno.test("the database opens no session without a tenant for a member", async () => {
  const { ada } = await makeCast();
  await assert.rejects(
    asSuperuser((client) =>
      client.query("select gate.open_operator_session($1, $2, $3, '{pwd}', null, null, $4, now(), now())", [
        randomUUID(),
        ada.userId,
        audience,
        new Uint8Array(32),
      ])
    ),
    /Only an operator has a session without a tenant/,
  );
});

async function newOperator() {
  const email = `sam-${randomUUID()}@rowhouse.test`;
  return { email, userId: await addOperator({ email, name: "Sam", phc: PASSWORD_PHC, now }) };
}

async function accesses(reason: string): Promise<number> {
  return await asSuperuser(async (client) =>
    (await client.query("select from platform.platform_accesses where reason = $1", [reason])).rows.length
  );
}

function newVisitor() {
  return { ip: randomUUID() };
}

function toTheSecond(moment: Date): Date {
  return new Date(Math.floor(moment.getTime() / 1_000) * 1_000);
}
