export const css = ["./export.css", "./assets/shared.css", "/legacy.css"];

export default () => <p class="exported">Exported</p>;
