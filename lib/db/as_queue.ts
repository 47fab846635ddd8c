import type pg from "pg";
import { pool } from "./connect.ts";
import type { Sql } from "./sql.ts";

/**
 * One statement of the machinery: the job queue, which looks across tenants several times a second, and the steps that
 * the clock asks for. It leaves no record. Whatever a job does for a tenant happens in `asTenant` again.
 */
export async function asQueue<Row extends pg.QueryResultRow>(query: Sql): Promise<Row[]> {
  return (await pool("platform").query<Row>(query)).rows;
}
