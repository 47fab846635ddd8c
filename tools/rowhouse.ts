/** `deno task rowhouse`: the operator's command line. */
import { parseArgs } from "node:util";
import { explained } from "./explained.ts";
import { readPassword } from "./read_password.ts";

const HELP = `Usage: deno task rowhouse <command> [--json]

  tenants list [--search TEXT]            every tenant, newest first
  tenants suspend SLUG --reason TEXT      close its doors; nothing is lost
  tenants restore SLUG                    open them again
  jobs dead                               jobs that failed too often, with their last error
  jobs replay TENANT_ID JOB_ID            let one of them try again
  operators list                          our own staff, and who has a second factor
  operators add EMAIL --name NAME         one more; the password is asked for, or piped in
  operators reset EMAIL                   a new password, without second factor or open sessions
  operators remove EMAIL                  close the console to one
  keys list                               the keys that sign our access tokens
  keys rotate                             publish the next one; it signs in 15 minutes
  keys rotate --now                       after a leak: a new one signs at once, the old ones are worthless
  --help                                  this text
`;

const { values: options, positionals } = parseArgs({
  args: Deno.args,
  allowPositionals: true,
  options: {
    help: { type: "boolean", short: "h" },
    json: { type: "boolean" },
    name: { type: "string" },
    now: { type: "boolean" },
    reason: { type: "string" },
    search: { type: "string" },
  },
});

const [noun, verb, ...names] = positionals;
if (options.help || !noun) console.log(HELP);
else await explained(() => obey(`${noun} ${verb}`));

async function obey(command: string) {
  const { closePools } = await import("@/lib/db/connect.ts");
  const { commands } = await import("./operator_commands.ts");
  const found = commands[command];
  if (!found) {
    console.error(`There is no command "${command}"\n\n${HELP}`);
    Deno.exit(2);
  }
  const said = await found({
    names,
    name: options.name,
    readPassword,
    reason: options.reason,
    search: options.search,
    isEmergency: options.now,
  });
  await closePools();
  console.log(options.json ? JSON.stringify(said.data) : said.text);
  if (!said.ok) Deno.exit(1);
}
