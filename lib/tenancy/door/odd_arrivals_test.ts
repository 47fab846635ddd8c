import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { newBearerSecret } from "@/lib/identity/bearer_secret.ts";
import { listSecurityEvents } from "@/lib/identity/defence/list_security_events.ts";
import { raiseAlarm } from "@/lib/identity/defence/raise_alarm.ts";
import { countTry, noteWrong } from "@/lib/identity/defence/weigh_try.ts";
import { useLocator } from "@/lib/identity/locator.ts";
import type { Visitor } from "@/lib/identity/visitor.ts";
import { makeCast, PASSWORD, type Person } from "@/tests/support/cast.ts";
import { signInWithPassword } from "@/tests/support/door.ts";
import { waitingMails } from "@/tests/support/mails.ts";
import { withSecondFactors } from "@/tests/support/second_factors.ts";
import { answerHere } from "./answer_here.ts";
import { findWaiting } from "./find_waiting.ts";

const now = new Date();
const later = (seconds: number) => new Date(now.getTime() + seconds * 1_000);

Deno.test("the first arrival of a person is nothing odd, and the next one like it neither", async () => {
  const { ada, acme } = await makeCast();
  const visitor = someVisitor();
  for (let time = 0; time < 2; time++) assert((await signIn(ada, visitor)).ok);
  assert.deepEqual(await kindsOf(acme.id), []);
  assert.deepEqual(await waitingMails(acme.id), []);
});

Deno.test("a new device comes in, the admins see it, and the person is told by mail", async () => {
  const { ada, acme } = await makeCast();
  const visitor = someVisitor();
  assert((await signIn(ada, visitor)).ok);
  const userAgent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
  assert((await signIn(ada, { ...visitor, device: newBearerSecret(), userAgent })).ok);
  const { events: [event] } = await listSecurityEvents(acme.id);
  assert.deepEqual([event.kind, event.name, event.detail], ["new_device", "Ada", {
    device: "Firefox on Linux",
  }]);
  const [mail] = await waitingMails(acme.id);
  assert.deepEqual([mail.to, mail.template], [ada.email, "security_notice"]);
  assert.deepEqual(mail.data.findings, ["It came from a browser that you had not used before."]);
});

Deno.test("a new device somewhere new needs the digits of a mail, once, within ten minutes", async () => {
  const { ada, acme } = await makeCast();
  assert((await signIn(ada, someVisitor())).ok);
  const stranger = someVisitor();
  const waiting = await waitFor(ada, stranger);
  const found = await findWaiting(acme.id, { ...waiting, now });
  assert.deepEqual(found?.ways.map((it) => it.method.kind), ["mail_code"]);
  const digits = await digitsMailedTo(ada);
  for (const wrong of ["", "12", digits === "000000" ? "000001" : "000000"]) {
    const answered = await answer(ada, waiting, { digits: wrong, visitor: stranger });
    assert.deepEqual([answered.ok, !answered.ok && answered.reason], [false, "wrong_credentials"]);
  }
  const late = await answer(ada, waiting, { digits, visitor: stranger, at: later(601) });
  assert.equal(late.ok, false);
  const elsewhere = { ...waiting, binding: newBearerSecret() };
  assert.equal((await answer(ada, elsewhere, { digits, visitor: stranger })).ok, false);
  const spaced = `${digits.slice(0, 3)} ${digits.slice(3)}`;
  const arrived = await answer(ada, waiting, { digits: spaced, visitor: stranger });
  assert(arrived.ok && arrived.session);
  assert.deepEqual(arrived.session.recognitions, ["pwd", "email"]);
  assert.equal((await answer(ada, waiting, { digits, visitor: stranger })).ok, false);
  assert((await signIn(ada, stranger)).ok, "known from now on");
  assert.deepEqual(await kindsOf(acme.id), ["new_device", "new_network"], "each told once");
});

Deno.test("the digits and what is told go to the person's own address, whatever the house's directory calls it", async () => {
  const { ada, acme } = await makeCast();
  assert((await signIn(ada, someVisitor())).ok);
  await asTenant(
    acme.id,
    (tx) =>
      tx.count`update members set email = 'mallory@globex.test' where tenant_id = ${tx.tenantId} and id = ${ada.id}`,
  );
  await waitFor(ada, someVisitor());
  const mails = await waitingMails(acme.id);
  assert.deepEqual(mails.map((it) => [it.template, it.to]).sort(), [
    ["mail_code", ada.email],
    ["security_notice", ada.email],
  ]);
});

Deno.test("five guesses at the digits, and the login is over", async () => {
  const { ada } = await makeCast();
  assert((await signIn(ada, someVisitor())).ok);
  const stranger = someVisitor();
  const waiting = await waitFor(ada, stranger);
  const digits = await digitsMailedTo(ada);
  for (let n = 0; n < 5; n++) await answer(ada, waiting, { digits: "x", visitor: stranger });
  assert.equal((await answer(ada, waiting, { digits, visitor: stranger })).ok, false);
});

Deno.test("who has a second factor is asked for that, and gets no digits", async () => {
  const { ada, acme } = await makeCast();
  assert((await signIn(ada, someVisitor())).ok);
  await withSecondFactors(ada, ["totp"], async () => {
    const stranger = someVisitor();
    const waiting = await waitFor(ada, stranger);
    assert.ok(!(await waitingMails(acme.id)).some((it) => it.template === "mail_code"));
    const found = await findWaiting(acme.id, { ...waiting, now });
    assert.ok(found && !found.ways.some((it) => it.method.kind === "mail_code"));
    const bypass = await answer(ada, waiting, { digits: "000000", visitor: stranger });
    assert.equal(bypass.ok, false);
  });
});

Deno.test("a country nobody knows this person from needs more, also on a known device", async () => {
  const { ada, acme } = await makeCast();
  const [home, abroad] = [someVisitor(), someVisitor()];
  useLocator((address) => ({ country: address === abroad.ip ? "New Zealand" : "Germany" }));
  try {
    assert((await signIn(ada, home)).ok);
    await waitFor(ada, { ...abroad, device: home.device });
    assert.deepEqual(await kindsOf(acme.id), ["new_country", "new_network"]);
  } finally {
    useLocator(() => undefined);
  }
});

Deno.test("many wrong passwords and then the right one need more on a device that is not known, and on a known one nothing", async () => {
  const { ada, acme } = await makeCast();
  const visitor = someVisitor();
  assert((await signIn(ada, visitor)).ok);
  await guessAt(ada, 6);
  assert((await signIn(ada, visitor)).ok);
  const onNewDevice = { ...visitor, device: newBearerSecret() };
  await waitFor(ada, onNewDevice);
  assert.deepEqual(await kindsOf(acme.id), ["failures_then_success", "new_device"]);
});

Deno.test("nobody can lock a person out: guessed at all day, it comes in on its own device, and others only by mail", async () => {
  const { ada, acme } = await makeCast();
  const visitor = someVisitor();
  assert((await signIn(ada, visitor)).ok);
  for (let hour = -6; hour < 0; hour++) await guessAt(ada, 21, later(hour * 3_600));
  assert((await signIn(ada, visitor)).ok);
  const refused = await signIn(ada, someVisitor());
  assert.deepEqual(refused, { ok: false, reason: "mail_first" });
  assert.ok((await kindsOf(acme.id)).includes("guessing"));
  const unknown = { ...ada, email: `nobody@${acme.slug}.test` };
  for (let hour = -6; hour < 0; hour++) await guessAt(unknown, 21, later(hour * 3_600));
  assert.deepEqual(await signIn(unknown, someVisitor()), refused, "an address of nobody reads the same");
});

Deno.test("nor does a colleague behind the same address, who tries it and everybody all day", async () => {
  const { ada } = await makeCast();
  const visitor = someVisitor();
  assert((await signIn(ada, visitor)).ok);
  const colleague = { ip: visitor.ip, device: newBearerSecret() };
  const { email, tenant: { id: where } } = ada;
  for (let n = 0; n < 70; n++) await countTry({ where, email, visitor: colleague, now });
  for (let n = 0; n < 70; n++) {
    await countTry({ where, email: `${n}@acme.test`, visitor: colleague, now });
  }
  const refused = await signIn(ada, colleague);
  assert.equal(refused.ok || refused.reason, "too_many");
  assert((await signIn(ada, visitor)).ok, "on the own device");
  for (let n = 0; n < 10; n++) await countTry({ where, email, visitor, ownDevice: visitor.device, now });
  const guessing = await signIn(ada, visitor);
  assert.equal(guessing.ok || guessing.reason, "too_many", "a device of hers is no way to guess");
});

Deno.test("second factors asked for again and again and never given are told", async () => {
  const { ada, acme } = await makeCast();
  const visitor = someVisitor();
  assert((await signIn(ada, visitor)).ok);
  await withSecondFactors(ada, ["totp"], async () => {
    for (let n = 0; n < 5; n++) await waitFor(ada, visitor);
  });
  assert.deepEqual(await kindsOf(acme.id), ["mfa_fatigue"]);
});

/** Somewhere in the world, on a device of its own. */
function someVisitor(): Visitor & { device: string } {
  const part = () => randomInt(1, 250);
  return { ip: `203.${part()}.${part()}.${part()}`, device: newBearerSecret() };
}

function signIn(person: Person, visitor: Visitor) {
  return signInWithPassword(person.tenant, { email: person.email, password: PASSWORD, visitor, now });
}

async function waitFor(person: Person, visitor: Visitor): Promise<{ loginId: string; binding: string }> {
  const binding = newBearerSecret();
  const { email, tenant } = person;
  const signedIn = await signInWithPassword(tenant, { email, password: PASSWORD, visitor, now, binding });
  assert(!signedIn.ok && "loginId" in signedIn, JSON.stringify(signedIn));
  return { loginId: signedIn.loginId, binding };
}

type Answering = { digits: string; visitor: Visitor; at?: Date };

function answer(
  { tenant }: Person,
  waiting: { loginId: string; binding: string },
  { digits, visitor, at = now }: Answering,
) {
  const url = new URL("/auth/factor", tenant.origin);
  return answerHere({ tenant, ...waiting, kind: "mail_code", form: { digits }, url, visitor, now: at });
}

async function digitsMailedTo({ tenant, email }: Person): Promise<string> {
  const mail = (await waitingMails(tenant.id)).find((it) => it.template === "mail_code");
  assert.equal(mail?.to, email);
  return mail.data.digits as string;
}

/** From everywhere, without the cost of a hash. */
async function guessAt({ tenant, email }: Person, times: number, at = now) {
  for (let n = 0; n < times; n++) {
    const tried = { where: tenant.id, email, visitor: someVisitor(), now: at };
    const counted = await countTry(tried);
    assert(counted.ok);
    const felt = await noteWrong(tried, counted);
    if (felt.length > 0) {
      await raiseAlarm(felt, { where: tenant.id, tenantId: tenant.id, visitor: tried.visitor, now: at });
    }
  }
}

async function kindsOf(tenantId: string): Promise<string[]> {
  return (await listSecurityEvents(tenantId)).events.map((it) => it.kind).sort();
}
