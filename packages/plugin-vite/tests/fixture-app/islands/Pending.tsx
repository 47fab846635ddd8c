import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/** Keeps what it showed while a link was waited for, and says when it leaves the page. */
export function Pending() {
  const isPending = useSignal(false);
  const seen = useSignal("");
  useEffect(() => {
    if (isPending.value) seen.value += "!";
  }, [isPending.value]);
  return (
    <p>
      <a id="to-slow" href="/nav/a?slow" {...{ _freshIndicator: isPending }}>Slow</a>
      <span id="pending">{isPending.value ? "pending" : "ready"}{seen}</span>
    </p>
  );
}
