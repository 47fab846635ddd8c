/** Of the socket, and of Postgres while it starts, stops, fails over or is full (class 08 is any connection's). */
const AWAY = /^(ECONN|EPIPE$|ENOTFOUND$|EHOSTUNREACH$|ETIMEDOUT$|08|57P0[1-3]$|53300$)/;
/** Of the driver, which gives these no code. */
const AWAY_IN_WORDS =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection)/;

/** Whether an error says that the database cannot be asked now; the same request may well succeed in a moment. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  return (typeof code === "string" && AWAY.test(code)) || AWAY_IN_WORDS.test(error.message);
}
