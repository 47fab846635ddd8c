/** One house of the terrace: what differs between neighbours. */
export type House = {
  /** On the sign above the door; nobody has put one up where it is absent. */
  slug?: string;
  brick: 1 | 2 | 3 | 4;
  door: 1 | 2 | 3 | 4 | 5 | 6;
  gable: "peak" | "steps" | "curve" | "none";
  /** Which of its windows have somebody at home: upper left, upper right, attic, parlour. */
  lit: [boolean, boolean, boolean, boolean];
};

export const HOUSE_WIDTH = 180;
export const STREET_HEIGHT = 372;
export const GROUND = 340;
const EAVES = 128;

const GABLES: Record<House["gable"], string> = {
  peak: "M18 128 90 34 162 128Z",
  steps: "M18 128V104H38V82H58V60H76V42H104V60H122V82H142V104H162V128Z",
  curve: "M18 128C20 100 48 102 56 82C62 66 64 40 90 40C116 40 118 66 124 82C132 102 160 100 162 128Z",
  none: "",
};

/** Bricks and slates, as fills for what is drawn after them. */
export function Patterns() {
  return (
    <defs>
      <pattern id="bricks" width="24" height="12" patternUnits="userSpaceOnUse">
        <path
          d="M0 .5H24M0 6.5H24M6 .5V6.5M18 6.5V12"
          class="stroke-(--mortar)"
          stroke-width="1"
          fill="none"
        />
      </pattern>
      <pattern id="slates" width="14" height="16" patternUnits="userSpaceOnUse">
        <path
          d="M0 0Q0 7 7 8Q14 7 14 0M-7 8Q-7 15 0 16Q7 15 7 8Q7 15 14 16"
          class="stroke-(--slate-line)"
          stroke-width="1.2"
          fill="none"
        />
      </pattern>
    </defs>
  );
}

/** The one roof over houses that stand wall to wall. */
export function Roof({ width }: { width: number }) {
  return (
    <>
      <path d={`M0 62H${width}V${EAVES}H0Z`} class="fill-(--slate)" />
      <path d={`M0 62H${width}V${EAVES}H0Z`} fill="url(#slates)" />
      <path d={`M0 58H${width}V63H0Z`} class="fill-(--slate-line)" />
    </>
  );
}

export function Chimney() {
  return (
    <>
      <path d="M-13 24H13V59H-13Z" class="fill-(--brick-3)" />
      <path d="M-13 24H13V59H-13Z" fill="url(#bricks)" />
      <path d="M-16 20H16V26H-16ZM-9 8H-2V20H-9ZM3 8H10V20H3Z" class="fill-(--slate-line)" />
    </>
  );
}

export function Pavement({ width }: { width: number }) {
  return (
    <>
      <path d={`M0 ${GROUND}H${width}V${STREET_HEIGHT}H0Z`} class="fill-(--pavement)" />
      <path d={`M0 ${GROUND + 10.5}H${width}`} class="stroke-(--slate-line)/25" />
    </>
  );
}

/** A house as it is seen from the street, without its roof. */
export function Facade({ slug, brick, door, gable, lit }: House) {
  const bricks = ["fill-(--brick-1)", "fill-(--brick-2)", "fill-(--brick-3)", "fill-(--brick-4)"][brick - 1];
  return (
    <>
      <path d={`M0 ${EAVES}H${HOUSE_WIDTH}V${GROUND}H0Z`} class={bricks} />
      <path d={`M0 ${EAVES}H${HOUSE_WIDTH}V${GROUND}H0Z`} fill="url(#bricks)" />
      {gable !== "none" && (
        <>
          <path
            d={GABLES[gable]}
            class={`${bricks} stroke-(--chalk)`}
            stroke-width="5"
            stroke-linejoin="round"
          />
          <path d={GABLES[gable]} fill="url(#bricks)" />
          <path d="M15 121H165V131H15Z" class={bricks} />
          <Window x={77} y={78} width={26} height={34} isLit={lit[2]} />
        </>
      )}
      {gable === "none" && (
        <path d={`M0 ${EAVES - 5}H${HOUSE_WIDTH}V${EAVES + 4}H0Z`} class="fill-(--chalk)" />
      )}
      <Window x={28} y={152} width={40} height={62} isLit={lit[0]} />
      <Window x={112} y={152} width={40} height={62} isLit={lit[1]} />
      <path d={`M0 234H${HOUSE_WIDTH}V239H0Z`} class="fill-(--chalk) opacity-70" />
      <Window x={22} y={258} width={56} height={58} isLit={lit[3]} />
      <Door door={door} />
      <path d={`M0 ${EAVES}V${GROUND}`} class="stroke-(--slate-line) opacity-40" stroke-width="2" />
      {slug && <Sign slug={slug} />}
    </>
  );
}

function Window(
  { x, y, width, height, isLit }: { x: number; y: number; width: number; height: number; isLit: boolean },
) {
  return (
    <>
      <rect x={x - 4} y={y - 4} width={width + 8} height={height + 4} class="fill-(--chalk)" />
      <rect x={x} y={y} width={width} height={height} class={isLit ? "fill-(--lit)" : "fill-(--glass)"} />
      <path
        d={`M${x + width / 2} ${y}V${y + height}M${x} ${y + height / 2}H${x + width}`}
        class="stroke-(--chalk)"
        stroke-width="3"
      />
      <rect x={x - 7} y={y + height} width={width + 14} height="6" class="fill-(--sill)" />
    </>
  );
}

function Door({ door }: Pick<House, "door">) {
  const paint = [
    "fill-(--door-1)",
    "fill-(--door-2)",
    "fill-(--door-3)",
    "fill-(--door-4)",
    "fill-(--door-5)",
    "fill-(--door-6)",
  ][door - 1];
  return (
    <>
      <path d={`M108 ${GROUND}V276A26 26 0 0 1 160 276V${GROUND}Z`} class="fill-(--chalk)" />
      <path d="M113 276A21 21 0 0 1 155 276Z" class="fill-(--lit)" />
      <path d="M134 255V276M119 261 134 276 149 261" class="stroke-(--chalk)" stroke-width="2" fill="none" />
      <rect x="113" y="279" width="42" height={GROUND - 279} class={paint} />
      <path
        d="M118.5 285.5h13v20h-13zM136.5 285.5h13v20h-13zM118.5 312.5h13v20h-13zM136.5 312.5h13v20h-13z"
        class="stroke-(--chalk) opacity-35"
        fill="none"
      />
      <circle cx="151" cy="310" r="2" class="fill-(--door-3)" />
      <path
        d={`M102 ${GROUND - 5}H166V${GROUND}H102ZM97 ${GROUND}H171V${GROUND + 6}H97Z`}
        class="fill-(--sill)"
      />
    </>
  );
}

function Sign({ slug }: Pick<House, "slug">) {
  return (
    <>
      <rect
        x="100"
        y="240"
        width="68"
        height="17"
        rx="3"
        class="fill-(--plate) stroke-(--chalk)"
        stroke-width="1.2"
      />
      <text
        x="134"
        y="252.5"
        text-anchor="middle"
        class="fill-white font-display text-[11px] font-semibold"
      >
        {slug}
      </text>
    </>
  );
}
