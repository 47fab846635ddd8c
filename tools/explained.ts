/** What a person can put right by themselves: shown as a sentence, without a stack trace. */
export class ExplainedError extends Error {
  override name = "ExplainedError";
}

const EXPLAINED = [
  "ExplainedError",
  "ConfigError",
  "RolesMissingError",
  "CatalogueError",
  "EditedMigrationError",
  "NoDatabaseError",
  "StateHeldError",
];

/** What to do about an error of the driver or of Postgres, by its code. */
const ADVICE: Record<string, string> = {
  ECONNREFUSED: "Nothing listens there. Start Postgres, or put its host and port into DATABASE_URL",
  ETIMEDOUT: "Nothing answers there. Open the way to Postgres, or put its host and port into DATABASE_URL",
  EAI_AGAIN:
    "The name of the host cannot be looked up now. Put the right one into DATABASE_URL, or ask again",
  ENOTFOUND: "There is no such host. Put the right one into DATABASE_URL",
  "28P01":
    "Put the login and its password into DATABASE_URL. The passwords of rowhouse_owner, rowhouse_app and " +
    "rowhouse_platform come from MASTER_KEY: with the right one, deno task migrate sets them again",
  "3D000": "Create the database, or put the name of one that exists into DATABASE_URL",
  "42501": "Put a login into DATABASE_URL that may create roles and schemas in its database",
};

/** Runs a task; a failure that its message explains ends with that message and status 1. */
export async function explained(task: () => Promise<void>): Promise<void> {
  try {
    await task();
  } catch (error) {
    const explanation = explanationOf(error);
    if (explanation === undefined) throw error;
    console.error(`\n${explanation.replaceAll("\n", "\n  ")}`);
    Deno.exit(1);
  }
}

/** @returns undefined where only a stack trace helps. */
function explanationOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.name === "ConfigError") return `The environment is not right:\n${error.message}`;
  if (EXPLAINED.includes(error.name)) return error.message;
  const advice = adviceFor(error) ?? adviceFor(error.cause);
  return advice && `The database cannot be used: ${error.message}\n${advice}`;
}

function adviceFor(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code } = error as { code?: unknown };
  // Policies and functions of ours refuse with this code too, and that is a fault of ours.
  if (code === "42501" && !/^(permission denied|must be) /.test(error.message)) return undefined;
  return typeof code === "string" ? ADVICE[code] : undefined;
}
