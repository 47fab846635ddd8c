/** Computed, so that types are checked alike whether or not there is a build. */
const SERVER = new URL("../_fresh/server.js", import.meta.url).href;

export type AppHandler = (req: Request, info: Deno.ServeHandlerInfo<Deno.NetAddr>) => Promise<Response>;

/** The handler of the app as `deno task build` left it. */
export async function builtApp(): Promise<AppHandler> {
  const built: { default: { fetch: AppHandler } } = await import(SERVER);
  return built.default.fetch;
}
