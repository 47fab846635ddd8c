import { formatBytes, formatNumber } from "@/components/format.ts";
import { MOST_OVERLAP_DAYS } from "@/lib/identity/rotate_api_key.ts";
import { MAX_PAGE } from "@/lib/relay/list_records.ts";
import { MAX_DEPTH } from "@/lib/relay/find_unstorable.ts";
import { MAX_DATA_BYTES, MAX_RECORDS } from "@/lib/relay/record_schema.ts";
import { TRIAL_DAYS, TRIAL_LIMITS } from "@/lib/onboarding/trial.ts";
import { baseOrigin, tenantOrigin } from "@/lib/tenancy/host.ts";
import { MOST_ON_A_PAGE } from "@/lib/tenancy/scim/read_query.ts";
import { OVERLAP_HOURS } from "@/lib/tenancy/scim/tokens/rotate_token.ts";
import { EXAMPLE_SLUG } from "@/lib/tenancy/slug.ts";
import { PER_KEY, PER_TENANT } from "@/routes/api/v1/(_http)/call_limits.ts";
import { MAX_BODY_BYTES } from "@/routes/api/v1/(_http)/refuse_body.ts";
import { MAX_BODY_BYTES as MAX_DIRECTORY_BODY, PER_DIRECTORY } from "@/routes/scim/v2/(_http)/scim_limits.ts";
import type { State } from "@/utils.ts";

/** Whose address stands in the examples. */
export type Reader = {
  origin: string;
  /** Nobody's address: the reader is on the public site and has to put their own in its place. */
  isExample: boolean;
};

export function readerOf({ tenant }: State): Reader {
  return { origin: tenantOrigin(tenant?.slug ?? EXAMPLE_SLUG), isExample: !tenant };
}

/** What may stand in a guide as `{{name}}`: everything that the code decides. */
export function valuesFor({ origin }: Reader): Record<string, string> {
  return {
    origin,
    host: new URL(origin).host,
    site: baseOrigin(),
    max_records: formatNumber(MAX_RECORDS),
    max_body: formatBytes(MAX_BODY_BYTES),
    max_data: formatBytes(MAX_DATA_BYTES),
    max_depth: formatNumber(MAX_DEPTH),
    max_page: formatNumber(MAX_PAGE),
    key_rate: formatNumber(PER_KEY.rate),
    key_burst: formatNumber(PER_KEY.burst),
    key_overlap_days: formatNumber(MOST_OVERLAP_DAYS),
    tenant_rate: formatNumber(PER_TENANT.rate),
    tenant_burst: formatNumber(PER_TENANT.burst),
    directory_rate: formatNumber(PER_DIRECTORY.rate),
    directory_body: formatBytes(MAX_DIRECTORY_BODY),
    directory_page: formatNumber(MOST_ON_A_PAGE),
    directory_overlap_hours: formatNumber(OVERLAP_HOURS),
    trial_days: formatNumber(TRIAL_DAYS),
    trial_records: formatNumber(TRIAL_LIMITS.records_processed),
    trial_calls: formatNumber(TRIAL_LIMITS.api_calls),
    trial_storage: formatBytes(TRIAL_LIMITS.storage_bytes),
    trial_members: formatNumber(TRIAL_LIMITS.active_members),
  };
}
