import { Notice } from "@/components/Notice.tsx";
import type { Reader } from "../(_guides)/values.ts";

/** To those whose own address we do not know: the examples name nobody's. */
export function ExampleHost({ reader: { origin, isExample } }: { reader: Reader }) {
  if (!isExample) return null;
  return (
    <Notice tone="info">
      The examples name <code class="font-mono text-xs">{new URL(origin).host}</code>, which is nobody's. Open
      {" "}
      <code class="font-mono text-xs">/docs</code> on your own address and they name yours:{" "}
      <a class="link" href="/signin">find your company</a>, or <a class="link" href="/signup">sign up</a>.
    </Notice>
  );
}
