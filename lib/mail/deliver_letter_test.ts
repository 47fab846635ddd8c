import assert from "node:assert/strict";
import { config } from "@/lib/config.ts";
import { newId } from "@/lib/ids.ts";
import { startMailbox } from "@/sandbox/mailbox/start_mailbox.ts";
import { deliverLetter } from "./deliver_letter.ts";
import { readMailbox } from "./read_mailbox.ts";
import type { Letter } from "./templates.ts";

const verifyUrl = "https://acme.rowhouse.test/verify-email?code=c0de";
const letter: Letter = { template: "welcome", data: { name: "Ada", tenantName: "Acme", verifyUrl } };

Deno.test("deliverLetter() hands a letter over for one mailbox, and for no two, however they are written", async () => {
  const mailbox = await startMailbox({ dataDir: config.dataDir });
  const [ada, stranger] = [`ada-${newId()}@acme.test`, `stranger-${newId()}@evil.test`];
  const deliver = (to: string) => deliverLetter(letter, { to, job: { id: newId(), tenantId: newId() } });
  for (
    const to of [
      `${ada}, ${stranger}`,
      `${ada};${stranger}`,
      `${ada}\r\nBcc: ${stranger}`,
      `<${ada}> <${stranger}>`,
    ]
  ) {
    await assert.rejects(deliver(to), { name: "HopelessJobError" }, to);
  }
  await deliver(ada);
  const received = await readMailbox(config.dataDir);
  await mailbox.stop();
  assert.deepEqual(received.filter((it) => it.to === ada).map((it) => it.to), [ada]);
  assert.ok(!JSON.stringify(received).includes(stranger));
});
