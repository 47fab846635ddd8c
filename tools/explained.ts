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
  "StateHeldError",
];

/** Runs a task; a failure that its message explains ends with that message and status 1. */
export async function explained(task: () => Promise<void>): Promise<void> {
  try {
    await task();
  } catch (error) {
    if (!(error instanceof Error) || !EXPLAINED.includes(error.name)) throw error;
    console.error(
      `\n${error.name === "ConfigError" ? "The environment is not right:\n  " : ""}${
        error.message.replaceAll("\n", "\n  ")
      }`,
    );
    Deno.exit(1);
  }
}
