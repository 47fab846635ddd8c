import pg from "pg";
import type { Sql } from "./sql.ts";

/** Of the driver's own queries what is not in its types. */
type DriverQuery = {
  name?: string;
  prepare(connection: DriverConnection): void;
  handleRowDescription(message: unknown): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: DriverConnection): void;
  handleReadyForQuery(connection: DriverConnection): void;
};
/** What was parsed on the server under a name, and what was sent to be. */
type DriverConnection = pg.Connection & Record<"parsedStatements" | "submittedNamedStatements", Texts>;
type Texts = Record<string, string>;
type Answered = (error: Error | null | undefined, result: pg.QueryResult) => void;

const Query = pg.Query as unknown as {
  new (text: string, values: unknown[], answered?: Answered): DriverQuery;
};

/**
 * Sends the statements in one packet and gets one answer for all of them: the driver alone would wait for each to be
 * ready, and a request would wake the process as often. After one that fails the rest is left out.
 */
export function sendTogether(client: pg.PoolClient, statements: Sql[]): Promise<pg.QueryResult[]> {
  const together = new Together(statements);
  client.query(together as unknown as pg.Submittable);
  return together.answer;
}

/** To the driver it is one query. It is what libpq calls a pipeline: messages of many statements before one Sync. */
export class Together extends Query {
  readonly statements: Sql[];
  readonly answer: Promise<pg.QueryResult[]>;
  readonly #resolve: (results: pg.QueryResult[]) => void;
  readonly #reject: (error: Error) => void;
  readonly #queries: DriverQuery[];
  readonly #results: pg.QueryResult[] = [];
  /** Whose answer is next. */
  #at = 0;
  /** A value could not be written, or one of a row not read. */
  #fault: Error | undefined;

  constructor(statements: Sql[]) {
    super("", []);
    this.statements = statements;
    ({ promise: this.answer, resolve: this.#resolve, reject: this.#reject } = Promise.withResolvers());
    const answered: Answered = (error, result) => {
      if (error) this.#fault = error;
      else this.#results.push(result);
    };
    this.#queries = statements.map(({ text, values, name }) => {
      // In parts: an object it would copy with care, which takes longer than to write the message.
      return Object.assign(new Query(text, values, answered), { name });
    });
    this.#speakFor(statements[0]);
  }

  submit(connection: DriverConnection): null {
    const withoutSync = Object.create(connection, { sync: { value() {} } });
    connection.stream.cork();
    try {
      for (const query of this.#queries) {
        query.prepare(withoutSync);
        if (this.#fault) break;
      }
      connection.sync();
    } finally {
      connection.stream.uncork();
    }
    return null;
  }

  override handleRowDescription(message: unknown) {
    this.#queries[this.#at].handleRowDescription(message);
  }

  override handleDataRow(message: unknown) {
    this.#queries[this.#at].handleDataRow(message);
  }

  override handleCommandComplete(message: unknown, connection: DriverConnection) {
    this.#queries[this.#at].handleCommandComplete(message, connection);
    this.#at++;
    this.#speakFor(this.statements[this.#at]);
  }

  handleError(error: Error, connection: DriverConnection) {
    for (const { name } of this.#queries.slice(this.#at)) {
      if (name) delete connection.submittedNamedStatements[name];
    }
    this.#reject(error);
  }

  override handleReadyForQuery(connection: DriverConnection) {
    if (this.#fault) {
      // With a value that it cannot write the driver closes the statement, and forgets that it did.
      if (this.name) delete connection.parsedStatements[this.name];
      return this.handleError(this.#fault, connection);
    }
    for (const query of this.#queries) query.handleReadyForQuery(connection);
    if (this.#fault) this.#reject(this.#fault);
    else this.#resolve(this.#results);
  }

  /** By name and text the driver notes what was parsed, so that a prepared statement is sent once. */
  #speakFor(statement: Sql | undefined) {
    Object.assign(this, { name: statement?.name, text: statement?.text });
  }
}
