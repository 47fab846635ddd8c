import { BarPlot } from "@/components/BarPlot.tsx";
import { Meter } from "@/components/Meter.tsx";
import { Outside } from "@/components/Outside.tsx";
import { PartyWall } from "@/components/PartyWall.tsx";
import { RowTotals } from "@/components/RowTotals.tsx";
import { SAMPLE_DAYS, SAMPLE_TOTALS } from "@/components/sample_usage.ts";
import { Sparkline } from "@/components/Sparkline.tsx";
import { Street } from "@/components/Street.tsx";
import { Total, Totals } from "@/components/Total.tsx";
import { Sample, Samples } from "./sample.tsx";

const METERS = [
  { label: "Nothing yet", used: 0, limit: 50_000, unit: "calls" },
  { label: "Some", used: 31_240, limit: 50_000, unit: "records" },
  { label: "Nearly all", used: 9_400, limit: 10_000, unit: "records" },
  { label: "All of it", used: 5, limit: 5, unit: "members" },
  { label: "Over", used: 11_002, limit: 10_000, unit: "records" },
  { label: "Not granted", used: 0, limit: 0, unit: "integrations" },
  { label: "Without a limit", used: 4_820_000, unit: "bytes" },
] as const;

export function Figures() {
  return (
    <Samples title="To measure">
      <Sample name="Meter" wide>
        <div class="grid gap-x-8 gap-y-7 sm:grid-cols-2 xl:grid-cols-4">
          {METERS.map((it) => <Meter key={it.label} {...it} />)}
        </div>
      </Sample>
      <Sample name="BarPlot" wide>
        <BarPlot label="Records" days={SAMPLE_DAYS} hrefOf={(day) => `/dev/components?from=${day}`} />
        <BarPlot label="Nothing" days={SAMPLE_DAYS.map(({ day }) => ({ day, count: 0 }))} />
      </Sample>
      <Sample name="Sparkline">
        <div class="w-48">
          <Sparkline label="Records" values={SAMPLE_DAYS.map((it) => it.count)} />
        </div>
        <div class="w-48">
          <Sparkline label="Nothing" values={SAMPLE_DAYS.map(() => 0)} />
        </div>
      </Sample>
      <Sample name="Total" wide>
        <Totals>
          <Total label="Without a course" count={3} href="/dev/components">One line below</Total>
        </Totals>
      </Sample>
      <Sample name="RowTotals" wide>
        <RowTotals {...SAMPLE_TOTALS} />
      </Sample>
      <Sample name="Street" wide>
        <Street class="h-64 w-full" />
      </Sample>
      <Sample name="PartyWall">
        <PartyWall class="w-96 max-w-full" />
      </Sample>
      <Sample name="Outside">
        {(["home", "gap", "closed", "works"] as const).map((scene) => (
          <Outside key={scene} scene={scene} class="w-64" />
        ))}
      </Sample>
    </Samples>
  );
}
