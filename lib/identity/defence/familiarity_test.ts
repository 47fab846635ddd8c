import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { makeCast } from "@/tests/support/cast.ts";
import { newBearerSecret } from "../bearer_secret.ts";
import { proveByMail } from "../methods/magic_link/prove_by_mail.ts";
import {
  type Bearings,
  type Familiarity,
  rememberArrival,
  selectFamiliarity,
  UNFAMILIAR,
} from "./familiarity.ts";

const now = new Date();
const { acme, globex, ada, ben, max } = await makeCast(now);

Deno.test("a browser and a network are known once their person has come in with them", async () => {
  const [device, ip] = [newBearerSecret(), "192.0.2.7"];
  assert.deepEqual(await look(acme.id, ada.email, { device, ip }), UNFAMILIAR);
  await arrive(acme.id, ada.userId, { device, ip }, "DE");
  await arrive(acme.id, ada.userId, { device, ip }, "DE");
  const known = {
    ...UNFAMILIAR,
    hasBeenHere: true,
    knowsDevice: true,
    knowsNetwork: true,
    countries: ["DE"],
  };
  assert.deepEqual(await look(acme.id, ada.email, { device, ip: "192.0.2.99" }), known);
  assert.deepEqual(await look(acme.id, ada.email.toUpperCase(), { device, ip: "198.51.100.1" }), {
    ...known,
    knowsNetwork: false,
  });
  for (const other of [newBearerSecret(), undefined, "made-up"]) {
    assert.deepEqual(await look(acme.id, ada.email, { device: other, ip }), { ...known, knowsDevice: false });
  }
});

Deno.test("a browser of one person is nobody else's, and nothing is told at another tenant's door", async () => {
  const [device, ip] = [newBearerSecret(), "203.0.113.7"];
  await arrive(acme.id, ada.userId, { device, ip });
  assert.equal((await look(acme.id, ben.email, { device, ip })).knowsDevice, false);
  assert.deepEqual(await look(globex.id, ada.email, { device, ip }), UNFAMILIAR);
  assert.deepEqual(await look(acme.id, "nobody@acme.test", { device, ip }), UNFAMILIAR);
});

Deno.test("browsers of who set up an address that was not theirs are strange once its owner has proven it", async () => {
  const { acme, ben } = await makeCast(now);
  const [device, ip] = [newBearerSecret(), "192.0.2.8"];
  await arrive(acme.id, ben.userId, { device, ip }, "DE");
  assert.equal((await look(acme.id, ben.email, { device, ip })).knowsDevice, true);
  assert.equal(await proveByMail(acme.id, { email: ben.email, now }), ben.userId);
  assert.deepEqual(await look(acme.id, ben.email, { device, ip }), UNFAMILIAR);
  await arrive(acme.id, ben.userId, { device, ip }, "DE");
  assert.equal(await proveByMail(acme.id, { email: ben.email, now }), ben.userId);
  assert.equal(
    (await look(acme.id, ben.email, { device, ip })).knowsDevice,
    true,
    "those that came later stay",
  );
});

Deno.test("nobody arrives at a tenant whose member they are not", async () => {
  await assert.rejects(arrive(acme.id, max.userId, { device: newBearerSecret(), ip: "192.0.2.7" }), {
    code: "42501",
  });
});

async function look(tenantId: string, email: string, bearings: Bearings): Promise<Familiarity> {
  const [row] = await asTenant.one<Familiarity>(tenantId, selectFamiliarity({ email }, { ...bearings, now }));
  return row;
}

function arrive(tenantId: string, userId: string, bearings: Bearings, country?: string): Promise<void> {
  return asTenant(tenantId, (tx) => rememberArrival(tx, { userId, ...bearings, country, now }));
}
