import { coldStart } from "./cold_start.ts";
import { dashboardPage } from "./dashboard_page.ts";
import { framework } from "./framework.tsx";
import { pageScripts } from "./page_scripts.ts";
import { recordBatches } from "./record_batches.ts";
import { requestTrips } from "./request_trips.ts";
import type { Result } from "./result.ts";
import { signInStorm } from "./sign_in_storm.ts";
import { singleRecords } from "./single_records.ts";
import { tenantReads } from "./tenant_reads.ts";

/** Everything that is measured, in the order it is told. */
export const MEASURES: (() => Promise<Result[]>)[] = [
  singleRecords,
  recordBatches,
  dashboardPage,
  tenantReads,
  requestTrips,
  framework,
  signInStorm,
  pageScripts,
  coldStart,
];
