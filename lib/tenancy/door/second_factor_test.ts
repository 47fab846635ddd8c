import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { hashBearerSecret, newBearerSecret } from "@/lib/identity/bearer_secret.ts";
import { ownIdentity } from "@/lib/identity/verified_identity.ts";
import { openMemberSession } from "@/lib/identity/open_member_session.ts";
import { newId } from "@/lib/ids.ts";
import { makeCast, PASSWORD, type Person } from "@/tests/support/cast.ts";
import { second, useMethods } from "@/tests/support/central_method.ts";
import { signInWithPassword } from "@/tests/support/door.ts";
import { withSecondFactors } from "@/tests/support/second_factors.ts";
import { OPEN_POLICY } from "../sign_in_policy/policy.ts";
import { answerHere, MOST_TRIES } from "./answer_here.ts";
import { beginLogin } from "./begin_login.ts";
import { comeIn } from "./come_in.ts";
import { findWaiting } from "./find_waiting.ts";
import { LOGIN_COLUMNS, type LoginRow } from "./login_row.ts";
import { redeem } from "./redeem.ts";
import { settle } from "./settle.ts";
import { verifyLogin } from "./verify_login.ts";

useMethods(second);

const now = new Date();

Deno.test("who has set up a second factor comes in by a password and that, and the session has both", async () => {
  await withAdaAtTheFactor(async ({ loginId, binding, ada }) => {
    const waiting = await findWaiting(ada.tenant.id, { loginId, binding, now });
    assert.deepEqual(waiting?.ways.map((it) => it.method.kind), ["totp"], "the password is no second one");
    const arrived = await answer({ ada, loginId, binding });
    assert(arrived.ok && arrived.session);
    assert.deepEqual(arrived.session.recognitions, ["pwd", "otp"]);
    assert.equal(arrived.returnPath, "/dashboard");
  });
});

Deno.test("no login that waits for a second factor becomes a session, by whichever function", async () => {
  await withAdaAtTheFactor(async ({ loginId, binding, ada }) => {
    await asTenant(ada.tenant.id, async (tx) => {
      const login = (await tx.row<LoginRow>`
        select ${LOGIN_COLUMNS} from gate.find_login(${loginId}, ${hashBearerSecret(binding)}, ${now}) l`)!;
      assert.deepEqual(await redeem(tx, { login, binding, visitor, now }), {
        ok: false,
        reason: "needs_second_factor",
        loginId,
      });
      const verified = {
        id: loginId,
        userId: ada.userId,
        recognitions: ["pwd"],
        authenticatedAt: now,
      };
      const opening = { login: verified, binding, member: ada, audience: ada.tenant.origin, visitor, now };
      await assert.rejects(openMemberSession(tx, { ...opening, lengths: OPEN_POLICY }), {
        name: "LoginNotVerifiedError",
      });
    });
  });
});

Deno.test("neither the password again nor a mail takes the place of the second factor", async () => {
  await withAdaAtTheFactor(async ({ loginId, ada }) => {
    await asTenant(ada.tenant.id, async (tx) => {
      for (const recognition of ["pwd", "email", "google", "handoff"] as const) {
        const identity = ownIdentity(ada.userId, recognition);
        assert.equal(await verifyLogin(tx, { loginId, userId: ada.userId, identity, now }), null);
      }
    });
  });
});

Deno.test("the second factor is asked for whatever the first one was, unless that was strong by itself", async () => {
  const { ada } = await makeCast();
  const first = (recognition: Parameters<typeof ownIdentity>[1]) =>
    asTenant(ada.tenant.id, (tx) =>
      comeIn(tx, {
        kind: "password",
        identity: ownIdentity(ada.userId, recognition),
        origin: ada.tenant.origin,
        returnPath: "/",
        binding: newBearerSecret(),
        visitor,
        now,
      }));
  await withSecondFactors(ada, ["totp"], async () => {
    for (const weak of ["pwd", "email", "google", "apple", "privy", "handoff"] as const) {
      const came = await first(weak);
      assert.deepEqual([came.ok, !came.ok && came.reason], [false, "needs_second_factor"], weak);
    }
    for (const strong of ["passkey", "mfa"] as const) assert((await first(strong)).ok, strong);
  });
});

Deno.test("a second factor of somebody else ends the login", async () => {
  await withAdaAtTheFactor(async ({ loginId, binding, ada, ben }) => {
    await asTenant(ada.tenant.id, async (tx) => {
      const login = (await tx.row<LoginRow>`
        select ${LOGIN_COLUMNS} from gate.find_login(${loginId}, ${hashBearerSecret(binding)}, ${now}) l`)!;
      const settled = await settle(tx, {
        login,
        method: second,
        identity: ownIdentity(ben.userId, "otp"),
        now,
      });
      assert.deepEqual(settled, { ok: false, reason: "other_person" });
    });
  });
});

Deno.test("a second factor is shown in the browser that showed the first, in that tenant, in time", async () => {
  await withAdaAtTheFactor(async ({ loginId, binding, ada, max }) => {
    const over = { ok: false, reason: "over" };
    assert.deepEqual(await answer({ ada, loginId, binding: newBearerSecret() }), over);
    assert.deepEqual(await answer({ ada: max, loginId, binding }), over);
    assert.deepEqual(await answer({ ada, loginId: newId(), binding }), over);
    const late = new Date(now.getTime() + 15 * 60_000);
    assert.deepEqual(await answer({ ada, loginId, binding, at: late }), over);
    assert((await answer({ ada, loginId, binding })).ok);
  });
});

Deno.test("a second factor is guessed five times, then the login is over, also for the right one", async () => {
  await withAdaAtTheFactor(async ({ loginId, binding, ada }) => {
    for (let tried = 0; tried < MOST_TRIES; tried++) {
      const wrong = await answer({ ada, loginId, binding, code: "000000" });
      assert.deepEqual([wrong.ok, !wrong.ok && wrong.reason], [false, "wrong_credentials"]);
    }
    assert.deepEqual(await answer({ ada, loginId, binding }), { ok: false, reason: "over" });
    const again = await atTheFactor(ada);
    assert((await answer({ ada, ...again })).ok, "whoever guesses shuts nobody else out");
  });
});

Deno.test("a right second factor sent five times at once opens one session", async () => {
  await withAdaAtTheFactor(async ({ loginId, binding, ada }) => {
    const arrived = await Promise.all(Array.from({ length: 5 }, () => answer({ ada, loginId, binding })));
    assert.equal(arrived.filter((it) => it.ok).length, 1);
  });
});

Deno.test("a second factor is no way in by itself", async () => {
  const { ada } = await makeCast();
  const binding = newBearerSecret();
  const { id: loginId } = await asTenant(
    ada.tenant.id,
    (tx) =>
      beginLogin(tx, {
        purpose: "sign_in",
        kind: "password",
        origin: ada.tenant.origin,
        returnPath: "/",
        binding,
        now,
      }),
  );
  assert.deepEqual(await answer({ ada, loginId, binding }), { ok: false, reason: "method_not_allowed" });
});

type AtFactor = { loginId: string; binding: string };

async function withAdaAtTheFactor(
  work: (cast: AtFactor & { ada: Person; ben: Person; max: Person }) => Promise<void>,
) {
  const { ada, ben, max } = await makeCast();
  await withSecondFactors(
    ada,
    ["totp"],
    async () => await work({ ada, ben, max, ...await atTheFactor(ada) }),
  );
}

async function atTheFactor({ tenant, email }: Person): Promise<AtFactor> {
  const binding = newBearerSecret();
  const signedIn = await signInWithPassword(tenant, {
    email,
    password: PASSWORD,
    visitor: { ip: randomUUID() },
    now,
    binding,
  });
  assert(!signedIn.ok && "loginId" in signedIn, JSON.stringify(signedIn));
  return { loginId: signedIn.loginId, binding };
}

const visitor = { ip: "192.0.2.1" };

function answer(
  { ada, loginId, binding, code = "123456", at = now }: AtFactor & { ada: Person; code?: string; at?: Date },
) {
  return answerHere({
    tenant: ada.tenant,
    loginId,
    kind: "totp",
    form: { code },
    url: new URL(ada.tenant.origin),
    binding,
    visitor,
    now: at,
  });
}
