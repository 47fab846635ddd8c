import { config } from "@/lib/config.ts";
import { Slug } from "./slug.ts";

export { baseOrigin, tenantOrigin } from "@/lib/origins.ts";

/** What a host names: the public site, a tenant that may or may not exist, or nothing of ours. */
export type Host = { kind: "base" } | { kind: "tenant"; slug: string } | { kind: "unknown" };

/**
 * Reads a `Host` header. Case and a trailing dot do not matter; a port, where given, must be the base URL's.
 * A label below a tenant, a reserved slug and any other host are unknown.
 */
export function readHost(host: string, baseUrl = config.baseUrl): Host {
  const [, name, port] = /^([a-z0-9.-]+?|\[[0-9a-f:.]+\])\.?(?::(\d{1,5}))?$/.exec(host.toLowerCase()) ?? [];
  if (name === undefined || (port !== undefined && port !== portOf(baseUrl))) return { kind: "unknown" };
  if (name === baseUrl.hostname) return { kind: "base" };
  if (!name.endsWith(`.${baseUrl.hostname}`)) return { kind: "unknown" };
  const slug = name.slice(0, -baseUrl.hostname.length - 1);
  return Slug.safeParse(slug).success ? { kind: "tenant", slug } : { kind: "unknown" };
}

function portOf(url: URL): string {
  return url.port || (url.protocol === "https:" ? "443" : "80");
}
