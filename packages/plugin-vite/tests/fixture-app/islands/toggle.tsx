import { type Signal, useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import "./toggle.css";

export function Toggle({ title, children }: { title: ComponentChildren; children: ComponentChildren }) {
  const open = useSignal(false);
  return (
    <section>
      <header class="toggle" onClick={() => open.value = !open.value}>{title}</header>
      {open.value ? <div id="content">{children}</div> : null}
    </section>
  );
}

export function Reset({ count }: { count: Signal<number> }) {
  return <button type="button" id="reset" onClick={() => count.value = 0}>Reset</button>;
}
