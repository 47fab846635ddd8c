import { Picture } from "@/components/Picture.tsx";
import { RowTotals } from "@/components/RowTotals.tsx";
import { SAMPLE_TENANTS, SAMPLE_TOTALS } from "@/components/sample_usage.ts";
import { TenantTable } from "@/components/TenantTable.tsx";
import { Band } from "./band.tsx";

export function Operators() {
  return (
    <Band sheet>
      <div class="space-y-10">
        <div class="grid gap-x-14 gap-y-4 lg:grid-cols-2 lg:items-end">
          <h2 class="text-3xl">And a window on the whole street, for you</h2>
          <p class="text-base-content/80">
            Operators see every tenant, how much it uses and when it was last active, never what its records
            say. They suspend and restore with a reason, replay work that failed, and each look leaves a
            record of who looked.
          </p>
        </div>
        <Picture plaque="Operators" caption="The operator console, with sample data">
          <RowTotals {...SAMPLE_TOTALS} />
          <div class="overflow-hidden rounded-box border border-base-300 bg-base-100">
            <TenantTable tenants={SAMPLE_TENANTS} />
          </div>
        </Picture>
      </div>
    </Band>
  );
}
