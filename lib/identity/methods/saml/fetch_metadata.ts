import { type FetchRefusal, GUARD, type Guard, guardedFetch } from "@/lib/http/guarded_fetch.ts";
import { type ParsedMetadata, parseSamlMetadata } from "./parse_metadata.ts";

export type FetchedMetadata = ParsedMetadata | {
  ok: false;
  reason: FetchRefusal | "unexpected_status";
  detail?: string;
};

/** Metadata from where a tenant's admin says it is. */
export async function fetchSamlMetadata(url: string, guard: Guard = GUARD): Promise<FetchedMetadata> {
  const fetched = await guardedFetch(url, {
    headers: { accept: "application/samlmetadata+xml, application/xml, text/xml" },
  }, guard);
  if (!fetched.ok) return fetched;
  if (fetched.status !== 200) {
    return { ok: false, reason: "unexpected_status", detail: String(fetched.status) };
  }
  try {
    return parseSamlMetadata(new TextDecoder("utf-8", { fatal: true }).decode(fetched.body));
  } catch (error) {
    if (error instanceof TypeError) return { ok: false, reason: "not_utf8" };
    throw error;
  }
}
