export default function About() {
  return <p class="plain">About</p>;
}
