import type pg from "pg";
import { pool } from "./connect.ts";
import type { Sql } from "./sql.ts";

/** One statement on the application login without a tenant: it can call the functions of the gate and nothing else. */
export async function atGate<Row extends pg.QueryResultRow>(query: Sql): Promise<Row[]> {
  return (await pool("app").query<Row>(query)).rows;
}
