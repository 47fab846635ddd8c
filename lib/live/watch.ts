import type { Tenant } from "@/lib/tenancy/directory.ts";
import { Feed } from "./feed.ts";
import { Viewer } from "./viewer.ts";

/** In each process; a page that nobody sees watches nothing. */
const PAGES_PER_MEMBER = 10;
const PAGES_PER_TENANT = 500;

/** Then the page has to show its session again: sooner than an access token runs out, and not all at once. */
const [SHORTEST_MS, LONGEST_MS] = [180_000, 240_000];

type Look = {
  sessionId: string;
  userId: string;
  /** Of what the page shows; undefined for one that does not know. */
  version: string | undefined;
};

export type Watching =
  | { ok: true; viewer: Viewer }
  | { ok: false; reason: "member_watches_enough" | "tenant_watches_enough" };

const feeds = new Map<string, Feed>();

/**
 * Tells one page whenever its tenant's numbers are others than it shows, for some minutes, while the session lasts,
 * the person is a member and the tenant is open.
 */
export function watch(tenant: Tenant, look: Look): Watching {
  const feed = feeds.get(tenant.id) ?? new Feed(tenant);
  const own = [...feed.viewers].filter((it) => it.userId === look.userId);
  if (own.length >= PAGES_PER_MEMBER) return { ok: false, reason: "member_watches_enough" };
  if (feed.viewers.size >= PAGES_PER_TENANT) return { ok: false, reason: "tenant_watches_enough" };
  const onEnd = () => {
    feed.remove(viewer);
    if (feed.viewers.size === 0) feeds.delete(tenant.id);
  };
  const lifetimeMs = SHORTEST_MS + Math.random() * (LONGEST_MS - SHORTEST_MS);
  const viewer = new Viewer({ ...look, lifetimeMs, onEnd });
  feeds.set(tenant.id, feed);
  feed.add(viewer);
  return { ok: true, viewer };
}
