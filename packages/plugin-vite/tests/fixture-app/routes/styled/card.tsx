import { Card } from "../../components/Card.tsx";

export default () => (
  <Card>
    <p>Styled</p>
  </Card>
);
