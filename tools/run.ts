import { ExplainedError } from "./explained.ts";

/** Runs a command with its output shown. @throws when it fails, naming it. */
export async function run(command: string, args: string[]): Promise<void> {
  const { success, code } = await new Deno.Command(command, { args, stdout: "inherit", stderr: "inherit" })
    .spawn().status;
  if (!success) throw new ExplainedError(`${command.split("/").at(-1)} ${args.join(" ")} ended with ${code}`);
}

/** @returns the lines a command prints. */
export async function lines(command: string, args: string[]): Promise<string[]> {
  const { stdout } = await new Deno.Command(command, { args }).output();
  return new TextDecoder().decode(stdout).split("\n").filter(Boolean);
}
