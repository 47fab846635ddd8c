/**
 * One sign-up, in a process that kills itself at its nth statement: with the statement on its way, or answered.
 * Arguments: the form as JSON, n, and `sent` or `answered`. Without a death it prints what signUp() answered.
 */
import pg from "pg";
import { Together } from "@/lib/db/send_together.ts";
import { newBearerSecret } from "@/lib/identity/bearer_secret.ts";
import { useDirectory } from "@/lib/tenancy/use_directory.ts";
import { signUp } from "@/lib/onboarding/sign_up.ts";

const [form, nth, when] = Deno.args;

let statements = 0;
const query = pg.Client.prototype.query;
pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
  const sent = Reflect.apply(query, this, args);
  const [asked] = args;
  const answer: Promise<unknown> = asked instanceof Together ? asked.answer : sent;
  statements++;
  if (statements === Number(nth)) {
    if (when === "answered") answer.then(die, die);
    else setTimeout(die, 0); // the socket takes it first
  }
  return sent;
} as typeof query;

useDirectory();
const outcome = await signUp(JSON.parse(form), {
  visitor: { ip: "192.0.2.9" },
  baseBinding: newBearerSecret(),
  now: new Date(),
});
console.log(JSON.stringify({ ...outcome, statements }));
Deno.exit(0);

function die() {
  Deno.kill(Deno.pid, "SIGKILL");
}
