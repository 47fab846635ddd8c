import type pg from "pg";
import { type Sql, sql } from "./sql.ts";

type Values = unknown[];

/** An open transaction. Statements are template literals: every `${value}` travels as a parameter. */
export type Tx = {
  rows<Row>(strings: TemplateStringsArray, ...values: Values): Promise<Row[]>;
  /** The first row, or undefined. */
  row<Row>(strings: TemplateStringsArray, ...values: Values): Promise<Row | undefined>;
  /** How many rows the statement changed. */
  count(strings: TemplateStringsArray, ...values: Values): Promise<number>;
  /** Calls `tell` once what was done is there for everybody; never when it was rolled back. It must not throw. */
  afterCommit(tell: () => void): void;
};

/** The database accepted COMMIT but answered ROLLBACK: a statement had failed and its error was swallowed. */
export class RolledBackError extends Error {
  override name = "RolledBackError";
}

/**
 * Runs `work` in one transaction. `opening` statements travel in the same packet as the first statement of
 * `work`; COMMIT is one more trip.
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
    throw session.openingError ?? error;
  } finally {
    client.release(session.isBroken);
  }
  for (const tell of session.tellings) tell();
  return result;
}

/** One statement inside `opening`, in a single round trip: BEGIN, opening, statement and COMMIT travel together. */
export async function inOneTrip<Row extends pg.QueryResultRow>(
  pool: pg.Pool,
  opening: Sql[],
  query: Sql,
): Promise<Row[]> {
  const client = await pool.connect();
  let isBroken = false;
  try {
    const sent = [
      client.query("begin"),
      ...opening.map((it) => client.query(it)),
      client.query<Row>(query),
      client.query("commit"),
    ];
    const settled = await Promise.allSettled(sent);
    const failed = settled.find((it) => it.status === "rejected");
    if (failed) {
      isBroken = settled.at(-1)!.status === "rejected";
      throw failed.reason;
    }
    return (await sent.at(-2)!).rows as Row[];
  } finally {
    client.release(isBroken);
  }
}

class Session implements Tx {
  isBroken = false;
  openingError: unknown;
  readonly tellings: (() => void)[] = [];
  #opened: Promise<unknown> | undefined;

  constructor(readonly client: pg.PoolClient, readonly opening: Sql[]) {}

  async rows<Row>(strings: TemplateStringsArray, ...values: Values): Promise<Row[]> {
    return (await this.#send(sql(strings, ...values))).rows as Row[];
  }

  async row<Row>(strings: TemplateStringsArray, ...values: Values): Promise<Row | undefined> {
    return (await this.#send(sql(strings, ...values))).rows[0] as Row | undefined;
  }

  async count(strings: TemplateStringsArray, ...values: Values): Promise<number> {
    return (await this.#send(sql(strings, ...values))).rowCount ?? 0;
  }

  afterCommit(tell: () => void) {
    this.tellings.push(tell);
  }

  async commit() {
    if (!this.#opened) return;
    await this.#opened;
    const { command } = await this.client.query("commit");
    if (command !== "COMMIT") {
      throw new RolledBackError(`Committing a transaction: the database answered ${command}`);
    }
  }

  async rollback() {
    if (!this.#opened) return;
    try {
      await this.client.query("rollback");
    } catch {
      this.isBroken = true; // the connection is gone, and the transaction with it
    }
  }

  async #send(query: Sql): Promise<pg.QueryResult> {
    this.#opened ??= this.#open();
    // Not awaited first: opening and statement share one packet.
    const [, result] = await Promise.all([this.#opened, this.client.query(query)]);
    return result;
  }

  #open(): Promise<unknown> {
    const sent = [this.client.query("begin"), ...this.opening.map((it) => this.client.query(it))];
    const opened = Promise.all(sent);
    opened.catch((error) => this.openingError = error);
    return opened;
  }
}
