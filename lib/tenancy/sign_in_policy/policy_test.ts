import assert from "node:assert/strict";
import { allowsMethod, allowsPlace, OPEN_POLICY } from "./policy.ts";
import { isStrong, standingOf } from "./standing.ts";

const within = (...allowedNetworks: string[]) => ({ ...OPEN_POLICY, allowedNetworks });

for (
  const [network, place, isAllowed] of [
    ["203.0.113.0/24", "203.0.113.255", true],
    ["203.0.113.0/24", "203.0.114.0", false],
    ["203.0.113.7/32", "203.0.113.7", true],
    ["203.0.113.7/32", "203.0.113.8", false],
    ["2001:db8:1::/48", "2001:db8:1:2::/64", true],
    ["2001:db8:1::/48", "2001:db8:2:2::/64", false],
    ["2001:db8:1:2::/64", "2001:db8:1:2::/64", true],
    ["2001:db8:1::/48", "203.0.113.7", false],
    ["203.0.113.0/24", "2001:db8:1:2::/64", false],
    ["0.0.0.0/0", "198.51.100.1", true],
    ["0.0.0.0/0", "local", false],
    ["0.0.0.0/0", "", false],
    ["0.0.0.0/0", "203.0.113.7, 10.0.0.1", false],
  ] as const
) {
  Deno.test(`allowsPlace() ${isAllowed ? "lets in" : "shuts out"} "${place}" where ${network} is allowed`, () => {
    assert.equal(allowsPlace(within(network), place), isAllowed);
  });
}

Deno.test("allowsPlace() lets in everybody where nothing is said, and any of several networks", () => {
  assert.equal(allowsPlace(OPEN_POLICY, "local"), true);
  assert.equal(allowsPlace(within("192.0.2.0/24", "203.0.113.0/24"), "203.0.113.1"), true);
});

Deno.test("allowsMethod() allows all that is where nothing is said, and else what is named", () => {
  assert.equal(allowsMethod(OPEN_POLICY, "saml"), true);
  const policy = { ...OPEN_POLICY, allowedMethods: ["saml" as const] };
  assert.equal(allowsMethod(policy, "saml"), true);
  assert.equal(allowsMethod(policy, "password"), false);
});

const now = new Date("2026-01-01T12:00:00Z");
const session = { recognitions: ["pwd"], startedAt: new Date("2026-01-01T11:00:00Z") };
const asked = { session, place: "203.0.113.1", now };

Deno.test("standingOf() is good under a policy that says nothing", () => {
  assert.equal(standingOf(OPEN_POLICY, asked), "good");
});

Deno.test("standingOf() ends a session to the second, and first looks where it is", () => {
  assert.equal(standingOf({ ...OPEN_POLICY, sessionSeconds: 3600 }, asked), "over");
  assert.equal(standingOf({ ...OPEN_POLICY, sessionSeconds: 3601 }, asked), "good");
  assert.equal(
    standingOf({ ...within("192.0.2.0/24"), sessionSeconds: 1 }, asked),
    "network_not_allowed",
  );
});

Deno.test("standingOf() asks for a second factor until the session has one", () => {
  const policy = { ...OPEN_POLICY, requiresSecondFactor: true };
  for (const weak of ["pwd", "email", "google", "apple", "privy", "handoff", "nonsense"]) {
    const standing = standingOf(policy, { ...asked, session: { ...session, recognitions: [weak] } });
    assert.equal(standing, "needs_second_factor", weak);
  }
  for (const strong of ["otp", "recovery_code", "passkey", "mfa", "saml", "oidc", "auth0"]) {
    const recognitions = ["pwd", strong];
    assert.equal(standingOf(policy, { ...asked, session: { ...session, recognitions } }), "good", strong);
    assert.equal(isStrong({ recognitions }), true);
  }
});
