import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { MonthPlot } from "./MonthPlot.tsx";

const days = Array.from({ length: 30 }, (_, index) => ({
  day: `2026-11-${String(index + 1).padStart(2, "0")}`,
  quantity: index < 3 ? 10 * (index + 1) : 0,
}));
const plot = (props: { limit?: number; projected?: number; today?: string } = {}) =>
  renderToString(<MonthPlot label="Records" days={days} today="2026-11-03" {...props} />);

Deno.test("MonthPlot: the table adds up the days that have begun, the latest first", () => {
  const rows = [...plot().matchAll(/<tr[^>]*><td>([^<]+)<\/td><td[^>]*>([^<]+)/g)];
  assert.deepEqual(rows.map(([, day, total]) => [day, total]), [
    ["Tue 3 Nov so far", "60"],
    ["Mon 2 Nov", "30"],
    ["Sun 1 Nov", "10"],
  ]);
});

Deno.test("MonthPlot: shows where it is going, and a limit that is near enough to be seen", () => {
  assert.match(plot({ projected: 600 }), />on course for 600</);
  assert.doesNotMatch(plot(), /on course/);
  assert.match(plot({ projected: 600, limit: 1_000 }), />Limit 1,000</);
  assert.match(plot({ projected: 600, limit: 500 }), />Limit 500</);
  for (const limit of [10_000, 0, undefined]) {
    assert.doesNotMatch(plot({ projected: 600, limit }), /Limit/, String(limit));
  }
});

Deno.test("MonthPlot: a month without any event and one that is over are drawn too", () => {
  assert.equal(plot({ today: undefined }).match(/<tr[^>]*><td>/g)?.length, 30);
  assert.doesNotMatch(renderToString(<MonthPlot label="Records" days={[]} />), /NaN|undefined/);
});
