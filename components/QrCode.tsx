import { encode } from "uqr";

/** Cells of white around it, without which no camera finds it (source: ISO/IEC 18004). */
const BORDER = 4;

/** A text for a camera: black on white by day and by night, for that is what cameras read. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { border: BORDER });
  const cells = data.flatMap((row, y) => row.map((isDark, x) => isDark ? `M${x} ${y}h1v1h-1z` : ""));
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shape-rendering="crispEdges"
      class="size-52 shrink-0 rounded-box border border-base-300"
    >
      <path d={`M0 0h${size}v${size}h-${size}z`} fill="#fff" />
      <path d={cells.join("")} fill="#000" />
    </svg>
  );
}
