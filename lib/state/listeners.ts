import { log } from "@/lib/log.ts";

type OnText = (text: string) => void;

/** Who in this process listens to which channel. */
export class Listeners {
  readonly #byChannel = new Map<string, Set<OnText>>();

  add(channel: string, onText: OnText) {
    this.#byChannel.set(channel, (this.#byChannel.get(channel) ?? new Set()).add(onText));
  }

  /** @returns whether nobody listens to the channel any more. */
  remove(channel: string, onText: OnText): boolean {
    const listening = this.#byChannel.get(channel);
    listening?.delete(onText);
    if (listening?.size === 0) this.#byChannel.delete(channel);
    return !this.#byChannel.has(channel);
  }

  deliver(channel: string, text: string) {
    for (const onText of [...this.#byChannel.get(channel) ?? []]) {
      try {
        onText(text);
      } catch (error) {
        // It is called by a socket's event: thrown further it would end the process.
        log.error("A subscriber failed on a message", { channel, error });
      }
    }
  }
}
