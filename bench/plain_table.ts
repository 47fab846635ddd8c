import { asSuperuser } from "@/tests/support/database.ts";

/**
 * `public.plain_<name>`: a table of tenants without its policy, that the application may use. It breaks a rule of the
 * catalogue, so it is gone afterwards.
 */
export async function plainTable(name: string, may: "select" | "insert"): Promise<AsyncDisposable> {
  await run(`create table public.plain_${name} (like pooled.${name} including all)`);
  await run(`grant ${may} on public.plain_${name} to rowhouse_app`);
  return { [Symbol.asyncDispose]: () => run(`drop table public.plain_${name}`) };
}

async function run(statement: string) {
  await asSuperuser((client) => client.query(statement));
}
