import { type Context, inside } from "./context.ts";
import type { Any, Layout, MaybeLazyMiddleware, Middleware, Route } from "./handlers.ts";
import { answerRoute } from "./answer_route.ts";
import { HttpError } from "./runtime/http_error.ts";

/** A path and all below it: what holds there for routes that are registered later. */
export interface Area {
  parent: Area | null;
  children: Map<string, Area>;
  middlewares: MaybeLazyMiddleware<Any>[];
  layout: Layout<Any> | null;
  appWrapper: Layout<Any> | null;
  errorPage: Route<Any> | Middleware<Any> | null;
}

/** The only one of its kind: it also answers 404s from everywhere. */
export interface RootArea extends Area {
  notFound: Route<Any> | Middleware<Any> | null;
  notFoundStatus?: number;
}

export function newRootArea(): RootArea {
  return { ...newArea(null), notFound: null };
}

/** The area of a path; `/api/*` and `/api` are the same one. */
export function areaAt(root: Area, path: string): Area {
  let area = root;
  for (const segment of path.replace(/\/?\*$/, "").split("/").filter(Boolean)) {
    let child = area.children.get(segment);
    if (!child) area.children.set(segment, child = newArea(area));
    area = child;
  }
  return area;
}

/** Everything to pass through on the way into an area, as it stands now; later changes do not count. */
export function wayInto(area: Area, root: RootArea): Middleware<Any>[] {
  const outer = area.parent ? wayInto(area.parent, root) : [];
  return [...outer, ...entrance(area, root), ...area.middlewares.map(loaded)];
}

function newArea(parent: Area | null): Area {
  return { parent, children: new Map(), middlewares: [], layout: null, appWrapper: null, errorPage: null };
}

/** Puts the area's layouts in place, and answers for what is thrown inside of it. */
function entrance(area: Area, root: RootArea): Middleware<Any>[] {
  const { layout, appWrapper, errorPage } = area;
  if (area !== root && !layout && !appWrapper && !errorPage) return [];
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
      if (status === 404 && root.notFound) {
        return await answerPage(ctx, root.notFound, root.notFoundStatus ?? 200);
      }
      if (errorPage) return await answerPage(ctx, errorPage, status);
      throw error;
    } finally {
      Object.assign(within, before);
    }
  }];
}

async function answerPage(
  ctx: Context<Any>,
  page: Route<Any> | Middleware<Any>,
  status: number,
): Promise<Response> {
  return typeof page === "function" ? await page(ctx) : await answerRoute(ctx, page, status);
}

/** A lazy middleware answers its first request with the middleware itself. */
export function loaded(middleware: MaybeLazyMiddleware<Any>): Middleware<Any> {
  let known: MaybeLazyMiddleware<Any> = middleware;
  return async (ctx) => {
    const result = await known(ctx);
    if (result instanceof Response) return result;
    known = result;
    return await result(ctx);
  };
}
