import assert from "node:assert/strict";
import { csvAnswer } from "./csv.ts";

Deno.test("csvAnswer() quotes what would break a line, and defuses what a spreadsheet would run", async () => {
  const res = csvAnswer("tenants.csv", ["name", "n", "at"], [
    ['Ben & "Sons", Ltd', 1_000, new Date("2026-11-14T09:41:00Z")],
    ["two\nlines", -5, null],
    ['=HYPERLINK("http://evil.test")', 0, null],
    ["+1", 0, null],
    ["-1", 0, null],
    ["@sum", 0, null],
    ["\t=1", 0, null],
    ["Müller", 0, null],
  ]);
  assert.equal(res.headers.get("content-type"), "text/csv; charset=utf-8");
  assert.equal(res.headers.get("content-disposition"), 'attachment; filename="tenants.csv"');
  assert.deepEqual((await res.text()).split("\r\n"), [
    "name,n,at",
    '"Ben & ""Sons"", Ltd",1000,2026-11-14T09:41:00.000Z',
    '"two\nlines",-5,',
    `"'=HYPERLINK(""http://evil.test"")",0,`,
    "'+1,0,",
    "'-1,0,",
    "'@sum,0,",
    "'\t=1,0,",
    "Müller,0,",
    "",
  ]);
});
