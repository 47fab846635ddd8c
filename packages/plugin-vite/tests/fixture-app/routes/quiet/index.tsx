export default () => <h1>Quiet</h1>;
