import assert from "node:assert/strict";

/** Of OWASP ASVS 5.0, chapters 6, 7, 9 and 10, whatever a program of this kind can be asked for. */
const ASKED = [
  ...idsOf("6.1", [1, 2, 3]),
  ...idsOf("6.2", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
  ...idsOf("6.3", [1, 2, 3, 4, 5, 6, 7, 8]),
  ...idsOf("6.4", [1, 2, 3, 4, 5, 6]),
  ...idsOf("6.5", [1, 2, 3, 4, 5, 6, 7, 8]),
  ...idsOf("6.6", [1, 2, 3, 4]),
  ...idsOf("6.7", [1, 2]),
  ...idsOf("6.8", [1, 2, 3, 4]),
  ...idsOf("7.1", [1, 2, 3]),
  ...idsOf("7.2", [1, 2, 3, 4]),
  ...idsOf("7.3", [1, 2]),
  ...idsOf("7.4", [1, 2, 3, 4, 5]),
  ...idsOf("7.5", [1, 2, 3]),
  ...idsOf("7.6", [1, 2]),
  ...idsOf("9.1", [1, 2, 3]),
  ...idsOf("9.2", [1, 2, 3, 4]),
  ...idsOf("10.1", [1, 2]),
  ...idsOf("10.2", [1, 2, 3]),
  ...idsOf("10.3", [1, 2, 3, 4, 5]),
  ...idsOf("10.4", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
  ...idsOf("10.5", [1, 2, 3, 4, 5]),
  ...idsOf("10.6", [1, 2]),
];

const text = Deno.readTextFileSync("docs/asvs.md");
const rows = text.matchAll(/^\| (\d+\.\d+\.\d+) +\|.*?\|.*?\| (.*?) +\|$/gm);
const shownBy = [...rows].map(([, id, how]) => ({ id, how }));

Deno.test("every rule has exactly one row, in order", () => {
  assert.deepEqual(shownBy.map(({ id }) => id), ASKED);
});

for (const { id, how } of shownBy) {
  Deno.test(`${id} names tests that are there, a document, or why it does not apply`, () => {
    const count = lookFor(how);
    if (count === 0) assert.match(how, /^(Does not apply: |Not met: |\[[^\]]+\]\([^)]+\))/);
    for (const [, path] of how.matchAll(/\]\(([^)#]+)/g)) Deno.statSync(`docs/${path}`);
  });
}

Deno.test("each hole of others names tests that are there", () => {
  const holes = text.split("## Holes of others")[1].split("\n").filter((it) => it.includes("_test.ts"));
  assert.equal(holes.length, 8);
  for (const it of holes) assert.ok(lookFor(it) > 0, it);
});

/** @returns how many tests are named. */
function lookFor(cell: string): number {
  const tests = [...cell.matchAll(/`([^`]+_test\.tsx?)`: “([^”]+)”/g)];
  for (const [, file, name] of tests) {
    assert.ok(Deno.readTextFileSync(file).includes(name), `"${name}" is not in ${file}`);
  }
  return tests.length;
}

function idsOf(section: string, numbers: number[]): string[] {
  return numbers.map((it) => `${section}.${it}`);
}
