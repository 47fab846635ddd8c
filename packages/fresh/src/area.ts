import { answerRoute } from "./answer_route.ts";
import { type Context, inside } from "./context.ts";
import type { Any, Layout, MaybeLazyMiddleware, Middleware, Route } from "./handlers.ts";
import { HttpError } from "./runtime/http_error.ts";

type Page = Route<Any> | Middleware<Any>;

/** A path and all below it: what holds there for routes that are registered later. */
export class Area {
  readonly middlewares: MaybeLazyMiddleware<Any>[] = [];
  layout: Layout<Any> | null = null;
  appWrapper: Layout<Any> | null = null;
  errorPage: Page | null = null;
  /** Of the root, for 404s from everywhere. */
  notFound: Page | null = null;
  notFoundStatus = 200;
  #children = new Map<string, Area>();
  #parent: Area | null;

  constructor(parent: Area | null = null) {
    this.#parent = parent;
  }

  get root(): Area {
    return this.#parent?.root ?? this;
  }

  /** The area of a path; `/api/*` and `/api` are the same one. */
  at(path: string): Area {
    const [first, ...rest] = path.replace(/\/?\*$/, "").split("/").filter(Boolean);
    if (first === undefined) return this;
    let child = this.#children.get(first);
    if (!child) this.#children.set(first, child = new Area(this));
    return child.at(rest.join("/"));
  }

  /** Everything to pass through on the way into the area, as it stands now; later changes do not count. */
  wayIn(): Middleware<Any>[] {
    return [...this.#parent?.wayIn() ?? [], ...this.#entrance(), ...this.middlewares.map(loaded)];
  }

  /** Puts the layouts in place, and answers for what is thrown inside. */
  #entrance(): Middleware<Any>[] {
    const { root, layout, appWrapper, errorPage } = this;
    if (this !== root && !layout && !appWrapper && !errorPage) return [];
    return [async (ctx) => {
      const within = inside(ctx);
      const before = { appWrapper: within.appWrapper, layouts: within.layouts };
      if (appWrapper) within.appWrapper = appWrapper;
      if (layout?.config?.skipAppWrapper) within.appWrapper = null;
      if (layout) {
        within.layouts = [...(layout.config?.skipInheritedLayouts ? [] : within.layouts), layout];
      }
      try {
        return await ctx.next();
      } catch (error) {
        if (!within.hidesError) ctx.error = error;
        const status = error instanceof HttpError ? error.status : 500;
        if (status === 404 && root.notFound) return await answerPage(ctx, root.notFound, root.notFoundStatus);
        if (errorPage) return await answerPage(ctx, errorPage, status);
        throw error;
      } finally {
        Object.assign(within, before);
      }
    }];
  }
}

async function answerPage(ctx: Context<Any>, page: Page, status: number): Promise<Response> {
  return typeof page === "function" ? await page(ctx) : await answerRoute(ctx, page, status);
}

/** A lazy middleware answers its first request with the middleware itself. */
export function loaded(middleware: MaybeLazyMiddleware<Any>): Middleware<Any> {
  let known: MaybeLazyMiddleware<Any> = middleware;
  return async (ctx) => {
    const result = await known(ctx);
    if (result instanceof Response) return result;
    if (typeof result !== "function") {
      throw new Error(`Answering "${ctx.url.pathname}": a middleware gave ${result}, want a Response`);
    }
    known = result;
    return await result(ctx);
  };
}
