import type { Writable } from "node:stream";
import type pg from "pg";

/**
 * Holds back what `send` writes until all of it is there: one call of the system instead of two for each statement,
 * which by itself is a third of what a request costs here.
 */
export function inOnePacket<T>(client: pg.PoolClient, send: () => T): T {
  // Not in the driver's types, but where it corks the messages of one statement itself.
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
  stream.cork();
  try {
    return send();
  } finally {
    stream.uncork();
  }
}
