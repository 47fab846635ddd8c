import { context, ROOT_CONTEXT } from "@opentelemetry/api";
import { log, withLogContext } from "@/lib/log.ts";
import type { Unsubscribe } from "@/lib/state/store.ts";
import { findTenantBySlug, type Tenant } from "@/lib/tenancy/directory.ts";
import { onChange } from "@/lib/usage/announce.ts";
import { stillWelcome } from "./still_welcome.ts";
import { versionNow } from "./version.ts";
import type { Viewer } from "./viewer.ts";

type Pace = {
  /** However often the numbers change. */
  lookEveryMs?: number;
  /** Also without a change: it may have been announced while the shared state was away. */
  beatEveryMs?: number;
};

/** The news of one tenant for all pages in this process that show its numbers; without any it does nothing. */
export class Feed {
  readonly viewers = new Set<Viewer>();
  readonly #tenant: Tenant;
  readonly #pace: Required<Pace>;
  #beats: ReturnType<typeof setInterval> | undefined;
  #subscribed: Promise<Unsubscribe> | undefined;
  #nextLook: ReturnType<typeof setTimeout> | undefined;
  #lookedAt = -Infinity;
  #isLooking = false;
  #isLookDue = false;

  constructor(tenant: Tenant, { lookEveryMs = 2_000, beatEveryMs = 25_000 }: Pace = {}) {
    this.#tenant = tenant;
    this.#pace = { lookEveryMs, beatEveryMs };
  }

  add(viewer: Viewer) {
    this.viewers.add(viewer);
    if (this.viewers.size > 1) return this.#lookSoon();
    this.#beats = setInterval(() => this.#beat(), this.#pace.beatEveryMs);
    this.#subscribed = onChange(this.#tenant.id, () => this.#lookSoon());
    // Afterwards, so that no change falls in between.
    this.#subscribed.then(() => this.#lookSoon());
  }

  remove(viewer: Viewer) {
    this.viewers.delete(viewer);
    if (this.viewers.size > 0) return;
    clearInterval(this.#beats);
    clearTimeout(this.#nextLook);
    this.#nextLook = undefined;
    this.#subscribed?.then((unsubscribe) => unsubscribe());
  }

  #beat() {
    for (const viewer of this.viewers) viewer.beat();
    this.#lookSoon();
  }

  #lookSoon() {
    if (this.viewers.size === 0) return;
    this.#isLookDue = true;
    if (this.#isLooking) return;
    const restMs = this.#lookedAt + this.#pace.lookEveryMs - performance.now();
    this.#nextLook ??= setTimeout(() => this.#look(), Math.max(0, restMs));
  }

  async #look() {
    this.#nextLook = undefined;
    this.#lookedAt = performance.now();
    this.#isLookDue = false;
    this.#isLooking = true;
    // Not in the log and the trace of the request that opened the first page.
    const own = { requestId: undefined, tenant: this.#tenant.slug };
    await context.with(ROOT_CONTEXT, () => withLogContext(own, () => this.#tell()));
    this.#isLooking = false;
    if (this.#isLookDue) this.#lookSoon();
  }

  async #tell() {
    const viewers = [...this.viewers];
    try {
      const tenant = await findTenantBySlug(this.#tenant.slug);
      const version = tenant && await versionNow(tenant);
      // Asked last, so that nobody is told of what happened after they had to leave.
      const welcome = await stillWelcome(tenant, viewers);
      for (const viewer of viewers) {
        if (version && welcome.has(viewer)) viewer.tell(version);
        else viewer.end();
      }
    } catch (error) {
      log.warn("The numbers of a tenant could not be looked at; the next beat looks again", { error });
    }
  }
}
