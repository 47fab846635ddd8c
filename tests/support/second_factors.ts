import { asSuperuser } from "./database.ts";

/** While `work` runs, the database takes the person to have set these up beside a first factor. */
export async function withSecondFactors<T>(
  { userId }: { userId: string },
  kinds: string[],
  work: () => Promise<T>,
): Promise<T> {
  const as = (body: string) =>
    asSuperuser((client) =>
      client.query(
        `create or replace function platform.second_factors_of(person uuid) returns text[]
           language sql stable set search_path = pg_catalog, pg_temp as $$ ${body} $$`,
      )
    );
  const before = await asSuperuser(async (client) => {
    const { rows } = await client.query(
      "select pg_get_functiondef('platform.second_factors_of(uuid)'::regprocedure) as definition",
    );
    return rows[0].definition as string;
  });
  await as(
    `select case when person = '${userId}' then array[${
      kinds.map((it) => `'${it}'`).join()
    }]::text[] else '{}'::text[] end`,
  );
  try {
    return await work();
  } finally {
    await asSuperuser((client) => client.query(before));
  }
}
