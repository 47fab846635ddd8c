import { z } from "zod";
import { addOperator } from "@/lib/identity/operators/add_operator.ts";
import { type ListedOperator, listOperators } from "@/lib/identity/operators/list_operators.ts";
import { removeOperator } from "@/lib/identity/operators/remove_operator.ts";
import { resetOperator } from "@/lib/identity/operators/reset_operator.ts";
import { findPasswordFault } from "@/lib/identity/password/find_password_fault.ts";
import { hashPassword } from "@/lib/identity/password/hash_password.ts";
import { sayFault, SHORTEST_PASSWORD } from "@/lib/identity/password/rules.ts";
import { publicId } from "@/lib/ids.ts";
import { Mailbox } from "@/lib/mail/mailbox.ts";
import { AT_COMMAND_LINE, type Commands, done, refused, table } from "./said.ts";

const Name = z.string().trim().min(1).max(200);

/** Our own staff. Whoever may run these has the database's password, and vouches for what they type. */
export const staffCommands: Commands = {
  async "operators list"() {
    const operators = await listOperators({ by: AT_COMMAND_LINE });
    const data = operators.map(({ userId, addedAt, hasSecondFactor, ...it }) => ({
      id: publicId("usr", userId),
      ...it,
      secondFactor: hasSecondFactor,
      added: addedAt.toISOString(),
    }));
    return { ok: true, data, text: table(data, ["email", "name", "secondFactor", "added"]) };
  },

  async "operators add"({ names: [address], name, readPassword }) {
    const [email, called] = [Mailbox.safeParse(address), Name.safeParse(name)];
    if (!address || !called.success) return refused("Needed: operators add EMAIL --name NAME");
    if (!email.success) return refused(`${address} is not one mail address`);
    const chosen = await choosePassword([called.data, address], readPassword);
    if (!chosen.ok) return refused(chosen.text);
    const userId = await addOperator({
      email: email.data,
      name: called.data,
      phc: chosen.phc,
      now: new Date(),
    });
    return userId
      ? done(`${address} is an operator now`)
      : refused(`${address}: somebody has proven this address before; an operator needs one of their own`);
  },

  async "operators reset"({ names: [address], readPassword }) {
    if (!address) return refused("Needed: operators reset EMAIL");
    const operator = await operatorOf(address);
    if (!operator) return refused(NOBODY(address));
    const chosen = await choosePassword([operator.name, address], readPassword);
    if (!chosen.ok) return refused(chosen.text);
    const { userId } = operator;
    await resetOperator({ userId, phc: chosen.phc, by: AT_COMMAND_LINE, now: new Date() });
    return done(`${address} has a new password, no second factor and no open session`);
  },

  async "operators remove"({ names: [address] }) {
    if (!address) return refused("Needed: operators remove EMAIL");
    const operator = await operatorOf(address);
    if (!operator) return refused(NOBODY(address));
    await removeOperator({ userId: operator.userId, by: AT_COMMAND_LINE, now: new Date() });
    return done(`${address} is no operator any more`);
  },
};

const NOBODY = (address: string) => `${address} is no operator; operators list shows them`;

async function operatorOf(address: string): Promise<ListedOperator | undefined> {
  const operators = await listOperators({ by: AT_COMMAND_LINE });
  return operators.find((it) => it.email.toLowerCase() === address.toLowerCase());
}

type Chosen = { ok: true; phc: string } | { ok: false; text: string };

async function choosePassword(names: string[], readPassword: () => Promise<string>): Promise<Chosen> {
  const password = await readPassword();
  const fault = await findPasswordFault({ password, shortest: SHORTEST_PASSWORD, names });
  if (fault) return { ok: false, text: `Password: ${sayFault(fault)}` };
  const hashed = await hashPassword(password, { place: "local" });
  return hashed.ok ? hashed : { ok: false, text: "The password could not be hashed; try again" };
}
