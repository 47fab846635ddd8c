import "../../islands/toggle.css";
import styles from "./own.module.css";

export default () => <p class={styles.own}>Own</p>;
