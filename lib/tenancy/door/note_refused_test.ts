import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { listEntries } from "@/lib/audit/list_entries.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { newBearerSecret } from "@/lib/identity/bearer_secret.ts";
import { methodOf } from "@/lib/identity/methods/methods.ts";
import { makeCast, PASSWORD, type Person, sessionFor } from "@/tests/support/cast.ts";
import { second, useMethods } from "@/tests/support/central_method.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { signInWithPassword } from "@/tests/support/door.ts";
import { withSecondFactors } from "@/tests/support/second_factors.ts";
import { findRefused } from "@/tests/support/sent_mails.ts";
import { deactivateMember } from "../membership/deactivate_member.ts";
import { answerHere } from "./answer_here.ts";
import { beginStepUp } from "./begin_step_up.ts";
import { noteRefusedStranger, wasLookedAt } from "./note_refused.ts";
import { startLogin } from "./start_login.ts";

useMethods(second);

const now = new Date();
const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

Deno.test("a wrong password is an entry about the member who has the address", async () => {
  const { acme, ben } = await makeCast();
  const visitor = someVisitor();
  const refused = await signIn(ben, { visitor, password: "not-it" });
  assert.deepEqual(refused, { ok: false, reason: "wrong_credentials" });
  assert.deepEqual(await refusedEntries(acme.id), [], "nobody waits until the member is found");
  assert.equal(await findRefused(acme.id), 1);
  assert.deepEqual(await refusedEntries(acme.id), [{
    actor: "System",
    kind: "system",
    about: ben.id,
    requestId: "req_1",
    detail: {
      method: "password",
      because: "wrong_credentials",
      from: visitor.ip,
      device: "Firefox on Linux",
    },
  }]);
});

Deno.test("a wrong password for an address that nobody has costs the same job, and leaves no entry", async () => {
  const { acme, globex, ben, max } = await makeCast();
  const before = await jobShapes(acme.id);
  assert.deepEqual(before, []);
  const visitor = someVisitor();
  await signIn(ben, { visitor, password: "not-it" });
  for (const email of [max.email, "nobody@example.test"]) {
    await signIn({ ...ben, email }, { visitor, password: "not-it" });
  }
  const shapes = await jobShapes(acme.id);
  assert.equal(shapes.length, 3);
  assert.equal(new Set(shapes).size, 1, shapes.join());
  const { rows } = await asSuperuser((client) =>
    client.query("select payload::text from pooled.jobs where tenant_id = $1", [acme.id])
  );
  for (const { payload } of rows) assert.doesNotMatch(payload, /example\.test/);
  assert.equal(await findRefused(acme.id), 3);
  assert.deepEqual((await refusedEntries(acme.id)).map((it) => it.about), [ben.id]);
  assert.deepEqual(await refusedEntries(globex.id), [], "nor where somebody has it");
});

Deno.test("a right password queues nothing, and neither does a try that nobody looks at", async () => {
  const { acme, ben } = await makeCast();
  const visitor = someVisitor();
  assert((await signIn(ben, { visitor, password: PASSWORD })).ok);
  assert.equal(await findRefused(acme.id), 0);
  const reasons = [];
  for (let time = 0; time < 12; time++) {
    const refused = await signIn(ben, { visitor, password: "" });
    reasons.push(!refused.ok && refused.reason);
  }
  const looked = reasons.filter((it) => it === "wrong_credentials").length;
  assert.ok(looked >= 10 && reasons.at(-1) === "too_many", reasons.join());
  assert.equal(await findRefused(acme.id), looked);
  for (const reason of ["too_many", "paused", "busy", "mail_first"]) {
    assert.equal(wasLookedAt({ reason }), false);
  }
});

Deno.test("a wrong second factor is an entry at once, and so is a wrong confirmation", async () => {
  const { acme, ben } = await makeCast();
  const session = await sessionFor(ben);
  await withSecondFactors(ben, ["totp"], async () => {
    const [visitor, binding] = [someVisitor(), newBearerSecret()];
    const waiting = await signIn(ben, { visitor, password: PASSWORD, binding });
    assert(!waiting.ok && "loginId" in waiting);
    await answer(ben, { loginId: waiting.loginId, binding, kind: "totp", form: { code: "000000" }, visitor });
    const loginId = await beginStepUp({ tenant: acme, session, returnPath: "/", binding, now });
    const form = { password: "not-it" };
    await answer(ben, { loginId, binding, kind: "password", form, visitor, session });
    const entries = await refusedEntries(acme.id);
    assert.deepEqual(entries.map((it) => [it.about, it.detail.method]), [[ben.id, "password"], [
      ben.id,
      "totp",
    ]]);
    assert.equal(await findRefused(acme.id), 0);
  });
});

Deno.test("wrong digits of a mailed link are an entry about the member who has the address", async () => {
  const { acme, ben } = await makeCast();
  const method = methodOf("magic_link")!;
  const [visitor, binding] = [someVisitor(), newBearerSecret()];
  for (const email of [ben.email, "nobody@example.test"]) {
    const form = { email };
    const starting = { tenant: acme, method, purpose: "sign_in", returnPath: "/", binding } as const;
    const started = await startLogin({ ...starting, form, visitor, now });
    assert(started.ok);
    const { loginId } = started;
    await answer(ben, { loginId, binding, kind: "magic_link", form: { digits: "x" }, visitor });
  }
  assert.equal(await findRefused(acme.id), 2);
  const entries = await refusedEntries(acme.id);
  assert.deepEqual(entries.map((it) => [it.about, it.detail.method]), [[ben.id, "magic_link"]]);
});

Deno.test("who is deactivated and knows the password is refused with an entry", async () => {
  const { acme, ada, ben } = await makeCast();
  const waiting = newBearerSecret();
  await withSecondFactors(ben, ["totp"], async () => {
    const visitor = someVisitor();
    const signedIn = await signIn(ben, { visitor, password: PASSWORD, binding: waiting });
    assert(!signedIn.ok && "loginId" in signedIn);
    const actor = { kind: "member", id: ada.userId, name: "Ada" } as const;
    await deactivateMember(acme.id, { by: ada.id, memberId: ben.id, actor, now });
    const { loginId } = signedIn;
    await answer(ben, { loginId, binding: waiting, kind: "totp", form: { code: "123456" }, visitor });
  });
  await signIn(ben, { visitor: someVisitor(), password: PASSWORD });
  await findRefused(acme.id);
  const entries = await refusedEntries(acme.id);
  assert.ok(entries.length > 0 && entries.every((it) => it.about === ben.id), JSON.stringify(entries));
});

Deno.test("where nobody knows who it was the entry is about the house", async () => {
  const { acme } = await makeCast();
  const visitor = someVisitor();
  const refused = { kind: "google", because: "not_linked", visitor } as const;
  await asTenant(acme.id, (tx) => noteRefusedStranger(tx, refused));
  assert.deepEqual((await refusedEntries(acme.id)).map((it) => it.about), [acme.id]);
});

function someVisitor() {
  return { ip: randomUUID(), userAgent: firefox, requestId: "req_1" };
}

type Trying = { visitor: ReturnType<typeof someVisitor>; password: string; binding?: string };

function signIn({ tenant, email }: Pick<Person, "tenant" | "email">, trying: Trying) {
  return signInWithPassword(tenant, { email, ...trying, now });
}

type Answering = Pick<
  Parameters<typeof answerHere>[0],
  "loginId" | "binding" | "kind" | "form" | "visitor" | "session"
>;

async function answer({ tenant }: Person, answering: Answering) {
  const arrived = await answerHere({ tenant, url: new URL(tenant.origin), now, ...answering });
  assert.equal(arrived.ok, false);
}

async function refusedEntries(tenantId: string) {
  const { entries } = await listEntries(tenantId, { action: "member.sign_in_refused" });
  return entries.map(({ actorName, actorKind, subjectId, requestId, detail }) => {
    return { actor: actorName, kind: actorKind, about: subjectId, requestId, detail };
  });
}

/** What somebody who reads the queue could tell jobs apart by. */
async function jobShapes(tenantId: string): Promise<string[]> {
  const { rows } = await asSuperuser((client) =>
    client.query(
      `select kind || ' ' || array_to_string(array(select jsonb_object_keys(payload)), ',') as shape
         from pooled.jobs where tenant_id = $1`,
      [tenantId],
    )
  );
  return rows.map((it) => it.shape);
}
