import DNS from "dns2";
import { config } from "@/lib/config.ts";

/** What the DNS of a test says: texts by name. A name without any does not exist. */
export type TestDns = {
  texts: Map<string, string[]>;
  [Symbol.asyncDispose](): Promise<void>;
};

/** A real DNS server, where the configuration of tests looks for one. */
export async function startDns(): Promise<TestDns> {
  const texts = new Map<string, string[]>();
  const server = DNS.createUDPServer((request, send) => {
    const response = DNS.Packet.createResponseFromRequest(request);
    const [{ name }] = request.questions;
    const found = texts.get(name.toLowerCase()) ?? [];
    if (found.length === 0) response.header.rcode = DNS.Packet.RCODE.NXDOMAIN;
    for (const data of found) {
      const { TYPE, CLASS, Resource } = DNS.Packet;
      response.answers.push(Object.assign(new Resource(name, TYPE.TXT, CLASS.IN, 1), { data }));
    }
    send(response);
  });
  const { ipAddr, port } = config.dnsServer!;
  await server.listen(port, ipAddr);
  return {
    texts,
    async [Symbol.asyncDispose]() {
      await server.close();
    },
  };
}
