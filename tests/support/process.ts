/** A script of ours in a process of its own. */
export type Process = {
  pid: number;
  /** What it said when it had started. */
  said: string;
  stop(): Promise<void>;
};

type Settings = {
  args?: string[];
  env?: Record<string, string>;
  /** Gets each line of its log, parsed; without it they are read and forgotten. */
  onEntry?: (entry: { level: string; event: string }) => void;
};

/** Resolves when the script says something that is no line of its log. */
export async function startProcess(
  script: string,
  { args = [], env, onEntry }: Settings = {},
): Promise<Process> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", script, ...args],
    env,
    stdout: "piped",
  }).spawn();
  const started = Promise.withResolvers<string>();
  const read = async () => {
    const decoder = new TextDecoder();
    let said: string | undefined;
    let rest = "";
    for await (const chunk of child.stdout) {
      if (said !== undefined && !onEntry) continue;
      const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
      rest = lines.pop()!;
      for (const line of lines) {
        if (line.startsWith("{")) onEntry?.(JSON.parse(line));
        else started.resolve(said ??= line);
      }
    }
    started.reject(new Error(`${script} ended`));
  };
  read();
  return {
    pid: child.pid,
    said: await started.promise,
    async stop() {
      child.kill("SIGTERM");
      await child.status;
    },
  };
}
