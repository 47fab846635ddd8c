const decoder = new TextDecoder("latin1"); // a byte is a character, so that lengths are those of the wire
const encoder = new TextEncoder();

/** Nothing is asked before the answer has ended, so that what ends like this has ended; our bodies hold no such line. */
const LAST_CHUNK = /(^|\r\n)0\r\n\r\n$/;
const LONGEST_LAST_CHUNK = 7;

/**
 * A connection that is kept, and speaks just enough HTTP/1.1 to load a server on this machine without costing what a
 * client of the runtime does.
 */
export class Connection {
  readonly #connection: Deno.TcpConn;
  readonly #buffer = new Uint8Array(65_536);

  private constructor(connection: Deno.TcpConn) {
    this.#connection = connection;
  }

  static async open(port: number): Promise<Connection> {
    const connection = await Deno.connect({ hostname: "127.0.0.1", port });
    connection.setNoDelay(true);
    return new Connection(connection);
  }

  /** @returns the status, once the whole answer is here. */
  async ask(request: string): Promise<number> {
    await this.#write(encoder.encode(request));
    let head = await this.#read();
    while (!head.includes("\r\n\r\n")) head += await this.#read();
    const bodyAt = head.indexOf("\r\n\r\n") + 4;
    await this.#skipBody(head.slice(0, bodyAt), head.slice(bodyAt));
    return Number(head.slice("HTTP/1.1 ".length, 12));
  }

  async #skipBody(head: string, body: string) {
    const [, length] = /\r\ncontent-length: (\d+)\r\n/i.exec(head) ?? [];
    if (length === undefined) {
      if (!/\r\ntransfer-encoding: chunked\r\n/i.test(head)) throw new Error(`No length in\n${head}`);
      while (!LAST_CHUNK.test(body)) body = (body + await this.#read()).slice(-LONGEST_LAST_CHUNK);
      return;
    }
    for (let received = body.length; received < Number(length);) received += (await this.#read()).length;
  }

  close() {
    this.#connection.close();
  }

  async #write(bytes: Uint8Array) {
    for (let at = 0; at < bytes.length;) at += await this.#connection.write(bytes.subarray(at));
  }

  async #read(): Promise<string> {
    const size = await this.#connection.read(this.#buffer);
    if (size === null) throw new Error("The server closed the connection");
    return decoder.decode(this.#buffer.subarray(0, size));
  }
}

type Asked = { method?: string; path: string; headers?: Record<string, string>; body?: string };

/** A request as it stands on the wire. */
export function requestText({ method = "GET", path, headers = {}, body }: Asked): string {
  const lines = Object.entries({
    ...headers,
    ...(body === undefined ? {} : { "content-length": String(encoder.encode(body).length) }),
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join("")}\r\n${body ?? ""}`;
}
