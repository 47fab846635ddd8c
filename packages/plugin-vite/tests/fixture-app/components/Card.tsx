import type { ComponentChildren } from "preact";
import "./card.css";

export function Card({ children }: { children: ComponentChildren }) {
  return <div class="card">{children}</div>;
}
