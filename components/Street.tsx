import {
  Chimney,
  Facade,
  type House,
  HOUSE_WIDTH,
  Patterns,
  Pavement,
  Roof,
  STREET_HEIGHT,
} from "./House.tsx";

/** Those in the middle are seen on every screen; the others move in as it gets wider. */
const HOUSES: House[] = [
  { slug: "lantern", brick: 1, door: 5, gable: "none", lit: [true, false, false, true] },
  { slug: "foundry", brick: 4, door: 4, gable: "peak", lit: [false, true, true, false] },
  { slug: "ferry", brick: 3, door: 2, gable: "steps", lit: [true, true, false, true] },
  { slug: "garden", brick: 1, door: 3, gable: "none", lit: [false, false, false, true] },
  { slug: "bakery", brick: 2, door: 4, gable: "none", lit: [true, false, false, false] },
  { slug: "atelier", brick: 3, door: 6, gable: "peak", lit: [false, false, true, true] },
  { slug: "acme", brick: 1, door: 1, gable: "steps", lit: [true, true, false, true] },
  { slug: "globex", brick: 4, door: 2, gable: "peak", lit: [false, true, false, true] },
  { slug: "yours", brick: 2, door: 3, gable: "curve", lit: [true, true, true, true] },
  { slug: "harbour", brick: 3, door: 5, gable: "none", lit: [false, true, false, false] },
  { slug: "orchard", brick: 1, door: 6, gable: "peak", lit: [true, false, false, true] },
  { slug: "observer", brick: 4, door: 1, gable: "curve", lit: [true, true, false, false] },
  { slug: "tailor", brick: 2, door: 2, gable: "none", lit: [false, true, false, true] },
  { slug: "mill", brick: 3, door: 4, gable: "peak", lit: [true, false, true, false] },
  { slug: "cinema", brick: 1, door: 3, gable: "steps", lit: [false, true, true, true] },
];

/** A row of houses under one roof, each behind its own wall and its own door. */
export function Street({ class: className = "" }: { class?: string }) {
  const width = HOUSES.length * HOUSE_WIDTH;
  return (
    <svg
      class={`street block ${className}`}
      viewBox={`0 0 ${width} ${STREET_HEIGHT}`}
      preserveAspectRatio="xMidYMax slice"
      role="img"
      aria-label="A row of brick houses under one slate roof; above each door a sign with a tenant's name"
    >
      <Patterns />
      {HOUSES.map((house, index) => (
        <g key={house.slug} transform={`translate(${index * HOUSE_WIDTH} 0)`}>
          <Chimney />
        </g>
      ))}
      <Roof width={width} />
      {HOUSES.map((house, index) => (
        <g key={house.slug} transform={`translate(${index * HOUSE_WIDTH} 0)`}>
          <Facade {...house} />
        </g>
      ))}
      <Pavement width={width} />
    </svg>
  );
}
