import { define } from "../../utils.ts";
import "./layout.css";

export default define.layout(({ Component }) => (
  <section class="layout">
    <Component />
  </section>
));
