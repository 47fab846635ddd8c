import { BarPlot } from "@/components/BarPlot.tsx";
import { Change } from "@/components/Change.tsx";
import { Meter } from "@/components/Meter.tsx";
import { Meters } from "@/components/Meters.tsx";
import { MonthChoice } from "@/components/MonthChoice.tsx";
import { MonthPlot } from "@/components/MonthPlot.tsx";
import { PlotFrame } from "@/components/PlotFrame.tsx";
import { PlotTable } from "@/components/PlotTable.tsx";
import { OwnPages } from "@/components/OwnPages.tsx";
import { Segments } from "@/components/Segments.tsx";
import { Street } from "@/components/Street.tsx";
import { UsageByDay } from "@/components/UsageByDay.tsx";
import { UsageOfMonth } from "@/components/UsageOfMonth.tsx";
import { Outside } from "@/components/Outside.tsx";
import { PartyWall } from "@/components/PartyWall.tsx";
import { RowTotals } from "@/components/RowTotals.tsx";
import { SAMPLE_DAYS, SAMPLE_TOTALS } from "@/components/sample_usage.ts";
import { Sparkline } from "@/components/Sparkline.tsx";
import { Total, Totals } from "@/components/Total.tsx";
import { Sample, Samples } from "./sample.tsx";
import { permissionsOf } from "@/lib/identity/permissions.ts";

const METERS = [
  { label: "Nothing yet", used: 0, limit: 50_000, unit: "calls" },
  { label: "Some", used: 31_240, limit: 50_000, unit: "records" },
  { label: "Nearly all", used: 9_400, limit: 10_000, unit: "records" },
  { label: "All of it", used: 5, limit: 5, unit: "members" },
  { label: "Over", used: 11_002, limit: 10_000, unit: "records" },
  { label: "Not granted", used: 0, limit: 0, unit: "integrations" },
  { label: "Without a limit", used: 4_820_000, limit: null, unit: "bytes" },
  { label: "Of a month that is over", used: 31_240, unit: "records" },
  { label: "Going too far", used: 6_800, limit: 10_000, projected: 12_300, unit: "records" },
] as const;

const MONTH = SAMPLE_DAYS.filter(({ day }) => day >= "2026-11-01");
const TODAY = "2026-11-12";
const HERE = "/dev/components";
const hrefOf = (day: string) => `${HERE}?from=${day}`;
const SEGMENTS = ["7 days", "30 days", "90 days"].map((label, index) => ({
  href: `${HERE}?period=${index}`,
  label,
  isCurrent: index === 1,
}));

export function Figures() {
  return (
    <Samples title="To measure">
      <Sample name="Meter" wide>
        <div class="grid gap-x-8 gap-y-7 sm:grid-cols-2 xl:grid-cols-4">
          {METERS.map((it) => <Meter key={it.label} {...it} />)}
        </div>
      </Sample>
      <Sample name="Meters" wide>
        <Meters
          meters={[
            { meter: "records_processed", used: 31_240, limit: 50_000, projected: 48_900 },
            { meter: "active_members", used: 5, limit: 5 },
          ]}
          permissions={permissionsOf("read_only", null)}
          month="2026-11"
        />
      </Sample>
      <Sample name="Segments">
        <Segments label="Period" segments={SEGMENTS} />
        <OwnPages current="/security" />
      </Sample>
      <Sample name="MonthChoice">
        <MonthChoice month="2026-11" previous={{ month: "2026-10", url: `${HERE}?month=2026-10` }} />
      </Sample>
      <Sample name="Change">
        <Change now={112} before={100} than="the 30 days before" />
        <Change now={88} before={100} than="the 30 days before" />
        <Change now={88} before={0} than="the 30 days before" />
      </Sample>
      <Sample name="BarPlot" wide>
        <BarPlot label="Records" days={SAMPLE_DAYS} today={TODAY} hrefOf={hrefOf} />
        <BarPlot label="Nothing" days={SAMPLE_DAYS.map(({ day }) => ({ day, quantity: 0 }))} />
      </Sample>
      <Sample name="PlotFrame, PlotTable" wide>
        <PlotFrame height={60} ticks={[{ value: 0, y: 50 }, { value: 1_300, y: 10 }]}>
          <circle cx="50%" cy="30" r="6" class="fill-accent" />
        </PlotFrame>
        <PlotTable
          label="A number"
          heads={["Of what", "How much"]}
          rows={[{ key: "one", name: "A circle", number: 650 }]}
        />
      </Sample>
      <Sample name="UsageByDay" wide>
        <UsageByDay
          label="API calls"
          daily={{
            days: MONTH.slice(0, 12),
            before: 9_000,
          }}
          than="the same stretch of October 2026"
          ahead={MONTH.slice(12).map(({ day }) => day)}
          today={TODAY}
          hrefOf={hrefOf}
        />
      </Sample>
      <Sample name="MonthPlot" wide>
        <MonthPlot label="Near its limit" days={MONTH} today={TODAY} limit={25_000} projected={28_000} />
        <MonthPlot label="Far from its limit" days={MONTH} today={TODAY} limit={250_000} projected={28_000} />
        <MonthPlot label="Of a month that is over" days={MONTH} />
      </Sample>
      <Sample name="UsageOfMonth" wide>
        <UsageOfMonth
          label="API calls"
          month="2026-11"
          days={MONTH}
          today={TODAY}
          used={14_000}
          limit={25_000}
          projected={28_000}
        />
        <UsageOfMonth label="Records" month="2026-10" days={MONTH} used={31_000} />
      </Sample>
      <Sample name="Sparkline">
        <div class="w-48">
          <Sparkline label="Records" values={SAMPLE_DAYS.map((it) => it.quantity)} />
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
