import { BarPlot } from "@/components/BarPlot.tsx";
import { CodeBlock } from "@/components/CodeBlock.tsx";
import { Meter } from "@/components/Meter.tsx";
import { Picture } from "@/components/Picture.tsx";
import { recordCurl } from "@/components/record_curl.ts";
import { SAMPLE_DAYS, SAMPLE_METERS } from "@/components/sample_usage.ts";
import { tenantOrigin } from "@/lib/tenancy/host.ts";
import { Band } from "./band.tsx";

export function Inside() {
  return (
    <Band id="inside" sheet>
      <div class="grid grid-cols-[minmax(0,1fr)] gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,9fr)_minmax(0,11fr)] lg:items-center">
        <div class="space-y-5">
          <h2 class="text-3xl">Behind each door, a business that runs</h2>
          <p class="text-base-content/80">
            People sign up, get a house of their own, create a key and send records to their API. The
            dashboard shows what they used of what they were granted. That way through is finished, and tested
            in a browser for two tenants side by side.
          </p>
          <CodeBlock label="All it takes on the other side" text={recordCurl(tenantOrigin("yours"))} />
        </div>
        <Picture plaque="Yours" caption="A tenant's dashboard, with sample data">
          <div class="space-y-6 rounded-box border border-base-300 bg-base-100 p-5">
            <div class="grid gap-6 sm:grid-cols-3">
              {SAMPLE_METERS.map((it) => <Meter key={it.label} {...it} />)}
            </div>
            <BarPlot label="Records" days={SAMPLE_DAYS} />
          </div>
        </Picture>
      </div>
    </Band>
  );
}
