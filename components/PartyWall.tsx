import { Chimney, Patterns } from "./House.tsx";

const [WIDTH, HEIGHT] = [640, 480];
/** Of the two houses, seen in a cut: the middle of the wall between them. */
const MIDDLE = WIDTH / 2;
const [EAVES, FLOOR, GROUND, CELLAR] = [112, 226, 346, 462];

/** Two houses cut open: one way in each, down to the rows in the cellar, and a wall that reaches all the way down. */
export function PartyWall({ class: className = "" }: { class?: string }) {
  return (
    <svg
      class={`street block ${className}`}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label="Two houses cut open. Through Acme's door, past its key and down its own stairs a path leads to Acme's rows in the cellar. The wall to Globex reaches down to the foundation; a path towards Globex's rows ends at it."
    >
      <Patterns />
      <path d={`M0 ${GROUND}H${WIDTH}V${HEIGHT}H0Z`} class="fill-(--pavement)" />
      <g transform={`translate(${MIDDLE} 22)`}>
        <Chimney />
      </g>
      <path d={`M18 74H${WIDTH - 18}V${EAVES}H18Z`} class="fill-(--slate)" />
      <path d={`M18 74H${WIDTH - 18}V${EAVES}H18Z`} fill="url(#slates)" />
      <path d={`M18 70H${WIDTH - 18}V76H18Z`} class="fill-(--slate-line)" />
      <Rooms name="acme" paint="fill-accent" door="fill-(--door-1)" />
      <g transform={`translate(${WIDTH} 0) scale(-1 1)`}>
        <Rooms paint="fill-info" door="fill-(--door-2)" />
      </g>
      <Plot x={96} paint="fill-accent" />
      <Plot x={WIDTH - 96 - 160} paint="fill-info" />
      <Sign x={WIDTH - 54 - 76} name="globex" />
      <Wall />
      <WayIn />
      <Sign x={MIDDLE - 46} y={CELLAR - 6} width={92} name="Postgres" />
      <Number x={38} y={236} is={1} />
      <Number x={148} y={276} is={2} />
      <Number x={262} y={276} is={3} />
      <Number x={MIDDLE} y={384} is={4} />
    </svg>
  );
}

type RoomsProps = {
  /** On the sign, where it can be read: the other house is drawn as in a mirror. */
  name?: string;
  paint: string;
  door: string;
};

function Rooms({ name, paint, door }: RoomsProps) {
  return (
    <>
      <path d={`M30 ${EAVES}H${MIDDLE}V${CELLAR}H30Z`} class="fill-base-100" />
      <path d={`M46 ${GROUND}H${MIDDLE}V${CELLAR}H46Z`} class="fill-(--slate)/20" />
      <path
        d={`M46 ${FLOOR}H${MIDDLE}V${FLOOR + 7}H46ZM46 ${GROUND}H210V${GROUND + 8}H46Z`}
        class="fill-(--sill)"
      />
      <path d={`M30 ${EAVES}H46V256H30ZM30 ${GROUND}H46V${CELLAR}H30Z`} class="fill-(--brick-1)" />
      <path d={`M30 ${EAVES}H46V256H30ZM30 ${GROUND}H46V${CELLAR}H30Z`} fill="url(#bricks)" />
      <path d={`M46 256 70 264V${GROUND}H46Z`} class={door} />
      <path d={`M22 ${CELLAR}H${MIDDLE}V${CELLAR + 10}H22Z`} class="fill-(--slate-line)" />
      <path
        d={`M294 ${GROUND}h-16v15h-16v15h-16v15h-16v15h-16v15h-16V${CELLAR}H294Z`}
        class="fill-(--sill) stroke-(--slate-line)/70"
        stroke-width="2"
      />
      {name && <Sign x={54} name={name} />}
      <Rows paint={paint} />
    </>
  );
}

/** The dashboard, on the wall of the upper floor. */
function Plot({ x, paint }: { x: number; paint: string }) {
  return (
    <g transform={`translate(${x} 134)`}>
      <rect width="160" height="72" rx="5" class="fill-base-200 stroke-base-300" stroke-width="2" />
      {[18, 26, 22, 34, 30, 42, 38, 50].map((height, index) => (
        <rect key={index} x={14 + index * 17} y={64 - height} width="11" height={height} class={paint} />
      ))}
    </g>
  );
}

/** On three shelves in the cellar. */
function Rows({ paint }: { paint: string }) {
  return (
    <>
      {[0, 1, 2].map((shelf) => (
        <g key={shelf} transform={`translate(60 ${372 + shelf * 29})`}>
          {[0, 1, 2, 3].map((row) => (
            <rect key={row} x={4 + row * 33} y="0" width="27" height="15" rx="2.500" class={paint} />
          ))}
          <path d="M0 16H138V20H0Z" class="fill-(--sill)" />
        </g>
      ))}
    </>
  );
}

function Wall() {
  const wall = `M${MIDDLE - 16} ${EAVES - 6}H${MIDDLE + 16}V${CELLAR + 10}H${MIDDLE - 16}Z`;
  return (
    <>
      <path d={wall} class="fill-(--brick-3)" />
      <path d={wall} fill="url(#bricks)" />
      <path d={wall} class="fill-none stroke-(--slate-line)" stroke-width="1.5" />
    </>
  );
}

/** One path through a door to its own rows, and one that ends at the wall. */
function WayIn() {
  return (
    <g class="fill-none stroke-base-content" stroke-width="4" stroke-linecap="round" stroke-linejoin="round">
      <path d="M2 318H232Q250 318 248 336L206 412" />
      <path d="M222 407 205 413 206 395" />
      <path d="M206 444H286" class="stroke-error" stroke-dasharray="2 9" />
      <path d="M282 436 298 452M298 436 282 452" class="stroke-error" />
      <path d="M120 296a9 9 0 1 0 0 .1M120 296H142M135 296V304" stroke-width="3.5" />
    </g>
  );
}

type SignProps = { x: number; y?: number; width?: number; name: string };

function Sign({ x, y = 236, width = 76, name }: SignProps) {
  return (
    <>
      <rect
        x={x}
        y={y}
        width={width}
        height="23"
        rx="3.500"
        class="fill-(--plate) stroke-(--chalk)"
        stroke-width="1.5"
      />
      <text
        x={x + width / 2}
        y={y + 16.5}
        text-anchor="middle"
        class="fill-white font-display text-[15px] font-semibold"
      >
        {name}
      </text>
    </>
  );
}

function Number({ x, y, is }: { x: number; y: number; is: number }) {
  return (
    <>
      <circle cx={x} cy={y} r="17" class="fill-(--plate) stroke-white" stroke-width="2" />
      <text x={x} y={y + 7} text-anchor="middle" class="fill-white text-[20px] font-semibold">{is}</text>
    </>
  );
}
