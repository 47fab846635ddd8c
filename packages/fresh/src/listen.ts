export interface ListenOptions extends Deno.ServeTcpOptions, Partial<Deno.TlsCertifiedKeyPem> {
  /** The address that is printed instead of `hostname`. */
  remoteAddress?: string;
}

/** Serves until the process ends. Without a port, takes the first free one from 8000 to 8019. */
export async function listen(handler: Deno.ServeHandler, options: ListenOptions = {}): Promise<void> {
  const { remoteAddress, ...rest } = options;
  const onListen = options.onListen ?? ((address: Deno.NetAddr) => {
    const host = remoteAddress ?? (address.hostname === "0.0.0.0" ? "localhost" : address.hostname);
    console.log(`Listening on ${options.cert ? "https" : "http"}://${host}:${address.port}/`);
  });
  const ports = options.port === undefined
    ? Array.from({ length: 20 }, (_, at) => 8000 + at)
    : [options.port];
  for (const port of ports) {
    try {
      return await Deno.serve({ ...rest, port, onListen } as Deno.ServeTcpOptions, handler).finished;
    } catch (error) {
      if (!(error instanceof Deno.errors.AddrInUse) || port === ports.at(-1)) throw error;
    }
  }
}
