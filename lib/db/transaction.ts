import type pg from "pg";
import { inOnePacket } from "./in_one_packet.ts";
import { type Sql, sql } from "./sql.ts";

type Values = unknown[];
type Statement = TemplateStringsArray | Sql;

/** An open transaction. Statements are template literals: every `${value}` travels as a parameter. */
export type Tx = {
  rows<Row>(statement: Statement, ...values: Values): Promise<Row[]>;
  /** The first row, or undefined. */
  row<Row>(statement: Statement, ...values: Values): Promise<Row | undefined>;
  /** How many rows the statement changed. */
  count(statement: Statement, ...values: Values): Promise<number>;
};

/** How a transaction begins: `begin`, and the statements that travel with it. */
export type Opening = { begin: "begin" | "begin read only"; statements: Sql[] };

/** The database accepted COMMIT but answered ROLLBACK: a statement had failed and its error was swallowed. */
export class RolledBackError extends Error {
  override name = "RolledBackError";
}

/** Runs `work` in one transaction. Its first statement travels in one packet with `opening`; COMMIT is one more trip. */
export async function inTransaction<T>(
  pool: pg.Pool,
  opening: Opening,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  const session = new Session(client, opening);
  try {
    const result = await work(session);
    await session.commit();
    return result;
  } catch (error) {
    await session.rollback();
    throw session.openingError ?? error;
  } finally {
    client.release(session.isBroken);
  }
}

/**
 * A transaction that is known as a whole, in a single round trip: BEGIN, what opens it, the statements and COMMIT
 * travel together.
 * @returns the rows of the first statement.
 */
export async function inOneTrip<Row extends pg.QueryResultRow>(
  pool: pg.Pool,
  { begin, statements: opening }: Opening,
  statements: Sql[],
): Promise<Row[]> {
  const client = await pool.connect();
  let isBroken = false;
  try {
    const sent = inOnePacket(client, () => [
      client.query(begin),
      ...opening.map((it) => client.query(it)),
      ...statements.map((it) => client.query<Row>(it)),
      client.query("commit"),
    ]);
    const settled = await Promise.allSettled(sent);
    const failed = settled.find((it) => it.status === "rejected");
    if (failed) {
      isBroken = settled.at(-1)!.status === "rejected";
      throw failed.reason;
    }
    return (await sent[1 + opening.length]).rows as Row[];
  } finally {
    client.release(isBroken);
  }
}

class Session implements Tx {
  isBroken = false;
  openingError: unknown;
  #opened: Promise<unknown> | undefined;

  constructor(readonly client: pg.PoolClient, readonly opening: Opening) {}

  async rows<Row>(statement: Statement, ...values: Values): Promise<Row[]> {
    return (await this.#send(statement, values)).rows as Row[];
  }

  async row<Row>(statement: Statement, ...values: Values): Promise<Row | undefined> {
    return (await this.#send(statement, values)).rows[0] as Row | undefined;
  }

  async count(statement: Statement, ...values: Values): Promise<number> {
    return (await this.#send(statement, values)).rowCount ?? 0;
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

  async #send(statement: Statement, values: Values): Promise<pg.QueryResult> {
    const query = "raw" in statement ? sql(statement, ...values) : statement;
    // Not awaited first: opening and statement share one packet.
    const [, result] = await Promise.all(inOnePacket(this.client, () => {
      this.#opened ??= this.#open();
      return [this.#opened, this.client.query(query)];
    }));
    return result;
  }

  #open(): Promise<unknown> {
    const { begin, statements } = this.opening;
    const sent = [this.client.query(begin), ...statements.map((it) => this.client.query(it))];
    const opened = Promise.all(sent);
    opened.catch((error) => this.openingError = error);
    return opened;
  }
}
