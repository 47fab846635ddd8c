import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { Meter } from "./Meter.tsx";

const said: [used: number, limit: number, text: RegExp][] = [
  [11_002, 10_000, /1,002 over what the trial includes/],
  [10_000, 10_000, /All that the trial includes is used/],
  [9_999, 10_000, /99 % of what the trial includes is used/],
  [3, 0, /Not granted at present/],
];

for (const [used, limit, text] of said) {
  Deno.test(`Meter: ${used} of ${limit} says ${text.source}`, () => {
    assert.match(renderToString(<Meter label="API calls" unit="calls" used={used} limit={limit} />), text);
  });
}

Deno.test("Meter: no limit and an unknown one are told apart", () => {
  const meter = (limit?: null) =>
    renderToString(<Meter label="API calls" unit="calls" used={3} limit={limit} />);
  assert.match(meter(null), /no limit/);
  assert.doesNotMatch(meter(), /limit|of|role="meter"/);
});

Deno.test("Meter: says where the month is going, and warns when that is over the limit", () => {
  const meter = (projected?: number) =>
    renderToString(<Meter label="API calls" unit="calls" used={100} limit={10_000} projected={projected} />);
  assert.match(meter(9_000), />On course for 9,000</);
  assert.doesNotMatch(meter(9_000), /text-error/);
  assert.match(meter(12_000), /text-error">On course for 12,000, more than the trial includes</);
  for (const nothingMore of [undefined, 100]) assert.doesNotMatch(meter(nothingMore), /On course/);
});

Deno.test("Meter: far from its limit, or without one, it warns of nothing", () => {
  for (const limit of [10_000, null, undefined]) {
    const html = renderToString(<Meter label="API calls" unit="calls" used={100} limit={limit} />);
    assert.doesNotMatch(html, /trial|text-error/);
  }
});
