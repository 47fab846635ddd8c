import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { BarPlot } from "./BarPlot.tsx";

const days = [
  { day: "2026-11-12", quantity: 1_200 },
  { day: "2026-11-13", quantity: 0 },
  { day: "2026-11-14", quantity: 30 },
  { day: "2026-11-15", quantity: 0 },
];
const plot = renderToString(
  <BarPlot label="Records" days={days} today="2026-11-14" hrefOf={(day) => `/usage?day=${day}`} />,
);
const [picture, table] = plot.split("<details");

Deno.test("BarPlot: a bar for each day that has begun says what it stands for, and leads to it", () => {
  const said = [...picture.matchAll(/<a href="([^"]+)"[\s\S]*?<text[^>]*>([^<]+)<\/text>/g)];
  assert.deepEqual(said.map(([, href, text]) => [href, text]), [
    ["/usage?day=2026-11-12", "Thu 12 Nov: 1,200"],
    ["/usage?day=2026-11-13", "Fri 13 Nov: 0"],
    ["/usage?day=2026-11-14", "Sat 14 Nov so far: 30"],
  ]);
});

Deno.test("BarPlot: the day that is not over is drawn apart from the others", () => {
  assert.equal(picture.match(/stroke-dasharray:3_2/g)?.length, 1);
  assert.doesNotMatch(renderToString(<BarPlot label="Records" days={days} />), /stroke-dasharray:3_2/);
});

Deno.test("BarPlot: the table has the same days and numbers, the latest first", () => {
  const rows = [...table.matchAll(/<tr[^>]*><td>([\s\S]*?)<\/td><td[^>]*>([^<]+)/g)];
  assert.deepEqual(rows.map(([, day, quantity]) => [day.replaceAll(/<[^>]+>/g, ""), quantity]), [
    ["Sat 14 Nov so far", "30"],
    ["Fri 13 Nov", "0"],
    ["Thu 12 Nov", "1,200"],
  ]);
});
