import { config } from "./config.ts";

/** Such as `https://acme.rowhouse.example`. */
export function tenantOrigin(slug: string): string {
  return `${config.baseUrl.protocol}//${slug}.${config.baseUrl.host}`;
}

export function baseOrigin(): string {
  return config.baseUrl.origin;
}
