import { locate } from "./locator.ts";
import type { Visitor } from "./visitor.ts";

/** With the country, where a locator knows it. Outside of transactions: it may ask a service. */
export async function located(visitor: Visitor): Promise<Visitor> {
  return { ...visitor, country: (await locate(visitor.address ?? visitor.ip))?.country };
}
