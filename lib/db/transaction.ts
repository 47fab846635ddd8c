import type pg from "pg";
import { sendTogether } from "./send_together.ts";
import { prepared, type Sql, sql } from "./sql.ts";

type Values = unknown[];
type Statement = TemplateStringsArray | Sql;

/** An open transaction. Statements are template literals: every `${value}` travels as a parameter. */
export type Tx = {
  rows<Row>(statement: Statement, ...values: Values): Promise<Row[]>;
  /** The first row, or undefined. */
  row<Row>(statement: Statement, ...values: Values): Promise<Row | undefined>;
  /** How many rows the statement changed. */
  count(statement: Statement, ...values: Values): Promise<number>;
  /** Calls `tell` once what was done is there for everybody; never when it was rolled back. It must not throw. */
  afterCommit(tell: () => void): void;
};

export const BEGIN = prepared("begin", sql`begin`);
export const BEGIN_READ_ONLY = prepared("begin read only", sql`begin read only`);
const COMMIT = prepared("commit", sql`commit`);

/** The database accepted COMMIT but answered ROLLBACK: a statement had failed and its error was swallowed. */
export class RolledBackError extends Error {
  override name = "RolledBackError";
}

/**
 * Runs `work` in one transaction. Its first statement travels together with `opening`, which begins it; COMMIT is one
 * more trip.
 */
export async function inTransaction<T>(
  pool: pg.Pool,
  opening: Sql[],
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  const session = new Session(client, opening);
  let result: T;
  try {
    result = await work(session);
    await session.commit();
  } catch (error) {
    await session.rollback();
    throw error;
  } finally {
    client.release(session.isBroken);
  }
  for (const tell of session.tellings) tell();
  return result;
}

/**
 * A transaction that is known as a whole, in a single round trip: what opens it, the statements and COMMIT travel
 * together.
 * @returns the rows of each statement.
 */
export async function inOneTrip(
  pool: pg.Pool,
  opening: Sql[],
  statements: Sql[],
): Promise<pg.QueryResultRow[][]> {
  const client = await pool.connect();
  let isBroken = false;
  try {
    const results = await sendTogether(client, [...opening, ...statements, COMMIT]);
    return results.slice(opening.length, -1).map((it) => it.rows);
  } catch (error) {
    isBroken = !(await rolledBack(client));
    throw error;
  } finally {
    client.release(isBroken);
  }
}

async function rolledBack(client: pg.PoolClient): Promise<boolean> {
  try {
    await client.query("rollback");
    return true;
  } catch {
    return false; // the connection is gone, and the transaction with it
  }
}

class Session implements Tx {
  isBroken = false;
  readonly tellings: (() => void)[] = [];
  #isOpen = false;

  constructor(readonly client: pg.PoolClient, readonly opening: Sql[]) {}

  async rows<Row>(statement: Statement, ...values: Values): Promise<Row[]> {
    return (await this.#send(statement, values)).rows as Row[];
  }

  async row<Row>(statement: Statement, ...values: Values): Promise<Row | undefined> {
    return (await this.#send(statement, values)).rows[0] as Row | undefined;
  }

  async count(statement: Statement, ...values: Values): Promise<number> {
    return (await this.#send(statement, values)).rowCount ?? 0;
  }

  afterCommit(tell: () => void) {
    this.tellings.push(tell);
  }

  async commit() {
    if (!this.#isOpen) return;
    const { command } = await this.client.query(COMMIT);
    if (command !== "COMMIT") {
      throw new RolledBackError(`Committing a transaction: the database answered ${command}`);
    }
  }

  async rollback() {
    if (this.#isOpen) this.isBroken = !(await rolledBack(this.client));
  }

  async #send(statement: Statement, values: Values): Promise<pg.QueryResult> {
    const query = "raw" in statement ? sql(statement, ...values) : statement;
    if (this.#isOpen) return await this.client.query(query);
    this.#isOpen = true;
    return (await sendTogether(this.client, [...this.opening, query])).at(-1)!;
  }
}
