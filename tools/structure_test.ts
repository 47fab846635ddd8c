import assert from "node:assert/strict";
import { structureFaults } from "./structure.ts";

Deno.test("structureFaults() accepts imports that go down", () => {
  assert.deepEqual(
    structureFaults([
      { path: "lib/onboarding/sign_up.ts", text: 'import { record } from "@/lib/audit/record.ts";' },
      { path: "lib/mail/send.ts", text: 'import type { Job } from "../jobs/kinds.ts";' },
    ]),
    [],
  );
});

Deno.test("structureFaults() names an upward import", () => {
  assert.deepEqual(
    structureFaults([{ path: "lib/audit/record.ts", text: 'import { a } from "@/lib/tenancy/host.ts";' }]),
    ["lib/audit/record.ts imports lib/tenancy/host.ts: tenancy stands above audit"],
  );
});

Deno.test("structureFaults() names two domains that import each other", () => {
  assert.deepEqual(
    structureFaults([
      { path: "lib/mail/send.ts", text: 'import { a } from "../jobs/enqueue.ts";' },
      { path: "lib/jobs/work.ts", text: 'import { b } from "../mail/send.ts";' },
    ]),
    ["lib imports in a circle: jobs → mail → jobs"],
  );
});

Deno.test("structureFaults() names a circle of any length, once, and its way", () => {
  assert.deepEqual(
    structureFaults([
      { path: "lib/vault/open.ts", text: 'import { a } from "@/lib/limits/take.ts";' },
      { path: "lib/limits/take.ts", text: 'import { b } from "@/lib/mail/send.ts";' },
      {
        path: "lib/mail/send.ts",
        text: 'import { c } from "@/lib/jobs/enqueue.ts";\nimport { d } from "@/lib/db/sql.ts";',
      },
      { path: "lib/jobs/work.ts", text: 'import { e } from "@/lib/vault/open.ts";' },
    ]),
    ["lib imports in a circle: jobs → vault → limits → mail → jobs"],
  );
});

Deno.test("structureFaults() names two circles that share a domain", () => {
  assert.deepEqual(
    structureFaults([
      { path: "lib/mail/send.ts", text: 'import { a } from "@/lib/jobs/enqueue.ts";' },
      { path: "lib/jobs/work.ts", text: 'import { b } from "@/lib/mail/send.ts";' },
      { path: "lib/mail/seal.ts", text: 'import { c } from "@/lib/vault/seal.ts";' },
      { path: "lib/vault/seal.ts", text: 'import { d } from "@/lib/mail/send.ts";' },
    ]),
    ["lib imports in a circle: jobs → mail → jobs", "lib imports in a circle: mail → vault → mail"],
  );
});

Deno.test("structureFaults() does not count who only leads into a circle", () => {
  assert.deepEqual(
    structureFaults([
      { path: "lib/audit/record.ts", text: 'import { a } from "@/lib/mail/send.ts";' },
      { path: "lib/mail/seal.ts", text: 'import { b } from "@/lib/vault/seal.ts";' },
      { path: "lib/vault/seal.ts", text: 'import { c } from "@/lib/mail/send.ts";' },
    ]),
    ["lib imports in a circle: mail → vault → mail"],
  );
});

Deno.test("structureFaults() lets two domains import a third, and tests import in circles", () => {
  assert.deepEqual(
    structureFaults([
      { path: "lib/mail/send.ts", text: 'import { a } from "@/lib/jobs/enqueue.ts";' },
      { path: "lib/mail/seal.ts", text: 'import { b } from "@/lib/vault/seal.ts";' },
      { path: "lib/jobs/work.ts", text: 'import { c } from "@/lib/vault/seal.ts";' },
      { path: "lib/vault/seal_test.ts", text: 'import { d } from "@/lib/mail/send.ts";' },
    ]),
    [],
  );
});

Deno.test("structureFaults() names a domain without a place", () => {
  const [fault] = structureFaults([{
    path: "lib/shop/buy.ts",
    text: 'import { a } from "@/lib/db/sql.ts";',
  }]);
  assert.equal(fault, "lib/shop/buy.ts is in a domain that has no place in the order");
});

Deno.test("structureFaults() keeps SQL out of routes, frameworks out of lib and Stripe in one folder", () => {
  const faults = structureFaults([
    { path: "routes/(tenant)/x.tsx", text: 'import { asTenant } from "@/lib/db/as_tenant.ts";' },
    { path: "lib/relay/x.ts", text: 'import { page } from "fresh";' },
    { path: "lib/tenancy/x.ts", text: 'import Stripe from "stripe";' },
    { path: "lib/billing/x.ts", text: 'import Stripe from "stripe";' },
  ]);
  assert.equal(faults.length, 3);
  assert.match(faults[0], /SQL belongs in lib/);
  assert.match(faults[1], /lib knows no framework/);
  assert.match(faults[2], /lib\/tenancy\/x.ts imports stripe/);
});

Deno.test("structureFaults() names a file that reads the environment", () => {
  const faults = structureFaults([{ path: "lib/mail/x.ts", text: 'const a = Deno.env.get("A");' }]);
  assert.deepEqual(faults, ["lib/mail/x.ts reads the environment: lib/config.ts is the place"]);
});
