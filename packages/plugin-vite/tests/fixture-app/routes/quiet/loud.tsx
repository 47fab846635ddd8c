import { signal } from "@preact/signals";
import Counter from "../../islands/Counter.tsx";

export default () => <Counter id="loud" count={signal(1)} />;
