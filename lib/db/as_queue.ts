import type pg from "pg";
import { pool } from "./connect.ts";
import type { Sql } from "./sql.ts";

/**
 * One statement of the job queue, which is the one reader across tenants that leaves no record: it looks several
 * times a second. Whatever a job does happens in `asTenant` again.
 */
export async function asQueue<Row extends pg.QueryResultRow>(query: Sql): Promise<Row[]> {
  return (await pool("platform").query<Row>(query)).rows;
}
