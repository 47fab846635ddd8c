import type { ComponentChildren } from "preact";
import {
  Chimney,
  Facade,
  GROUND,
  type House,
  HOUSE_WIDTH,
  Patterns,
  Pavement,
  Roof,
  STREET_HEIGHT,
} from "./House.tsx";

/** What somebody stands in front of: a house of their own, or why they cannot go in. */
export type Scene = "home" | "gap" | "closed" | "works";

const LEFT: House = { brick: 3, door: 5, gable: "peak", lit: [true, false, false, true] };
const RIGHT: House = { brick: 1, door: 2, gable: "steps", lit: [false, true, true, false] };
const MIDDLE: House = { brick: 2, door: 6, gable: "curve", lit: [false, false, false, false] };
const HOME: House = { ...MIDDLE, slug: "yours", door: 3, lit: [true, true, true, true] };

const SAYS: Record<Scene, string> = {
  home: "Three houses; the lights are on in the middle one, and the sign above its door says yours",
  gap: "Two houses, and an empty lot with a fence between them",
  closed: "Three houses; nobody is at home in the middle one, and its door is barred",
  works: "Three houses; a scaffold stands in front of the middle one",
};

const WIDTH = 3 * HOUSE_WIDTH;

/** A piece of the street, from the pavement. */
export function Outside({ scene, class: className = "" }: { scene: Scene; class?: string }) {
  return (
    <svg
      class={`street block ${className}`}
      viewBox={`0 0 ${WIDTH} ${STREET_HEIGHT}`}
      role="img"
      aria-label={SAYS[scene]}
    >
      <Patterns />
      {scene === "gap" ? <Gap /> : (
        <>
          {[1, 2].map((wall) => (
            <g key={wall} transform={`translate(${wall * HOUSE_WIDTH} 0)`}>
              <Chimney />
            </g>
          ))}
          <Roof width={WIDTH} />
          <Facade {...LEFT} />
          <At place={1}>
            <Facade {...(scene === "home" ? HOME : MIDDLE)} />
            {scene === "closed" && <Bar />}
            {scene === "works" && <Scaffold />}
          </At>
          <At place={2}>
            <Facade {...RIGHT} />
          </At>
        </>
      )}
      <Pavement width={WIDTH} />
    </svg>
  );
}

function At({ place, children }: { place: number; children: ComponentChildren }) {
  return <g transform={`translate(${place * HOUSE_WIDTH} 0)`}>{children}</g>;
}

function Gap() {
  return (
    <>
      {[LEFT, RIGHT].map((house, index) => (
        <At key={index} place={2 * index}>
          <g transform={`translate(${index === 0 ? 40 : 140} 0)`}>
            <Chimney />
          </g>
          <Roof width={HOUSE_WIDTH} />
          <Facade {...house} />
        </At>
      ))}
      <At place={1}>
        <path d={`M86 262H94V${GROUND}H86Z`} class="fill-(--slate-line)" />
        <rect
          x="38"
          y="226"
          width="104"
          height="38"
          rx="4"
          class="fill-(--plate) stroke-(--chalk)"
          stroke-width="2"
        />
        <text x="90" y="252" text-anchor="middle" class="fill-white font-display text-[18px] font-semibold">
          no house
        </text>
        <path d={`M0 305H${HOUSE_WIDTH}M0 327H${HOUSE_WIDTH}`} class="stroke-(--sill)" stroke-width="5" />
        {Array.from({ length: 9 }, (_, index) => (
          <path
            key={index}
            d={`M${4 + index * 20} ${GROUND}V298L${10 + index * 20} 290 ${16 + index * 20} 298V${GROUND}Z`}
            class="fill-(--chalk) stroke-(--slate-line)/30"
          />
        ))}
      </At>
    </>
  );
}

/** Two planks across the door. */
function Bar() {
  return (
    <>
      <path
        d="M102 286 166 304 163 315 99 297ZM103 322 167 304 164 294 100 312Z"
        class="fill-(--brick-4) stroke-(--slate-line)/60"
      />
      <circle cx="133" cy="304" r="3" class="fill-(--slate-line)" />
    </>
  );
}

function Scaffold() {
  return (
    <>
      <path
        d={`M12 70V${GROUND}M90 70V${GROUND}M168 70V${GROUND}`}
        class="stroke-(--slate-line)"
        stroke-width="4"
      />
      <path
        d="M12 140 90 236 168 140M12 236 90 140 168 236"
        class="fill-none stroke-(--slate-line)/60"
        stroke-width="2"
      />
      <path d="M2 136H178V144H2ZM2 232H178V240H2Z" class="fill-(--door-3)" />
      <path d="M2 112H178M2 208H178" class="stroke-(--slate-line)" stroke-width="3" />
    </>
  );
}
