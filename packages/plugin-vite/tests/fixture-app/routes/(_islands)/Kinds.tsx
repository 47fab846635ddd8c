import { useEffect } from "preact/hooks";
import { useSignal } from "@preact/signals";

interface KindsProps {
  date: Date;
  map: Map<string, Set<number>>;
  big: bigint;
  url: URL;
  expression: RegExp;
  bytes: Uint8Array;
}

/** Says what its props are, once the browser has them. */
export default function Kinds(props: KindsProps) {
  const text = useSignal("");
  useEffect(() => {
    const { date, map, big, url, expression, bytes } = props;
    text.value = [date.toISOString(), map.get("a")?.has(1), big + 1n, url.host, expression.flags, bytes[0]]
      .join(" ");
  }, []);
  return <p id="kinds">{text}</p>;
}
