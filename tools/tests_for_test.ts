import assert from "node:assert/strict";
import { testsFor } from "./tests_for.ts";

const COMPONENTS = "components/format_test.ts";
const RELAY = "lib/relay/cursor_test.ts";
const TENANCY = "lib/tenancy/slug_test.ts";
const PASSWORD = "lib/identity/password/hash_test.ts";
const BESIDE_ROUTES = "routes/(_http)/day_span_test.ts";
const POLICIES = "tests/policies/gate_test.ts";
const REQUESTS = ["tests/requests/api/usage_test.ts", "tests/requests/hosts_test.ts"];
const JOURNEYS = [
  "tests/journeys/screens_test.ts",
  "tests/journeys/states_test.ts",
  "tests/journeys/without_scripts_test.ts",
];
const MAIN_JOB = "tests/journeys/main_job_test.ts";
const TOOLS = "tools/start_test.ts";

const ALL = [
  COMPONENTS,
  RELAY,
  TENANCY,
  PASSWORD,
  BESIDE_ROUTES,
  POLICIES,
  ...REQUESTS,
  ...JOURNEYS,
  MAIN_JOB,
  TOOLS,
];

const WANTED: Record<string, string[]> = {
  "routes/(tenant)/dashboard.tsx": [...REQUESTS, ...JOURNEYS],
  "routes/api/v1/(keyed)/usage.ts": REQUESTS,
  "routes/(_http)/day_span.ts": [BESIDE_ROUTES, ...REQUESTS],
  "components/Card.tsx": [COMPONENTS, ...JOURNEYS],
  "components/format.ts": [COMPONENTS, ...JOURNEYS],
  "islands/SlugField.tsx": [COMPONENTS, ...JOURNEYS],
  "migrations/0001_three_roles_meet_at_the_gate.sql": [POLICIES],
  "lib/relay/cursor.ts": [RELAY, ...REQUESTS],
  "lib/identity/find_api_key.ts": [PASSWORD, ...REQUESTS],
  "lib/config.ts": [RELAY, TENANCY, PASSWORD, ...REQUESTS],
  "tools/start.ts": [TOOLS],
  "tests/policies/gate_test.ts": [POLICIES],
  "tests/support/cast.ts": [],
  "README.md": [],
};

for (const [path, wanted] of Object.entries(WANTED)) {
  Deno.test(`testsFor() finds ${wanted.length || "nothing"} for ${path}`, () => {
    assert.deepEqual(testsFor(path, ALL), ALL.filter((it) => wanted.includes(it)));
  });
}

Deno.test("the journeys that pages run through are there", () => {
  const journeys = [...Deno.readDirSync("tests/journeys")].map((it) => `tests/journeys/${it.name}`);
  assert.deepEqual(testsFor("components/Card.tsx", journeys).sort(), JOURNEYS);
});
