export interface FreshConfig {
  /** Serve everything below this path. */
  basePath?: string;
  mode?: "development" | "production";
  /** Take the scheme and host of `ctx.url` from `X-Forwarded-Proto` and `X-Forwarded-Host`. */
  trustProxy?: boolean;
}

export interface ResolvedFreshConfig extends Required<FreshConfig> {
  /** The folder of the project. */
  root: string;
}
