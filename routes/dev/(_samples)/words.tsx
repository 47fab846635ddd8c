import { Ago } from "@/components/Ago.tsx";
import { Badge } from "@/components/Badge.tsx";
import { Card } from "@/components/Card.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Fact, Facts } from "@/components/Facts.tsx";
import { Icon, ICON_NAMES } from "@/components/Icon.tsx";
import { Mark, Wordmark } from "@/components/Mark.tsx";
import { Moment } from "@/components/Moment.tsx";
import { NextSteps } from "@/components/NextSteps.tsx";
import { Notice } from "@/components/Notice.tsx";
import { Numeral } from "@/components/Numeral.tsx";
import { Picture } from "@/components/Picture.tsx";
import { Plaque } from "@/components/Plaque.tsx";
import { QueryLink } from "@/components/QueryLink.tsx";
import { SendRecord } from "@/components/SendRecord.tsx";
import { Sample, Samples } from "./sample.tsx";
import { permissionsOf } from "@/lib/identity/permissions.ts";

export const MOMENT = new Date("2026-11-14T09:41:00Z");
export const CLOCK = { now: MOMENT, timeZone: "UTC" };

const PASSED_MINUTES = [0, 12, 125, 1_500, 40_000, 600_000];
const PERSON = {
  email: "ada@acme.example",
  permissions: permissionsOf("owner", null),
  origin: "https://acme.rowhouse.example",
};
const NAMES = ["prove_address", "create_key", "send_record", "choose_time_zone"] as const;

export function Words() {
  return (
    <Samples title="To read">
      <Sample name="Mark, Wordmark">
        <Mark class="size-12" />
        <Wordmark />
      </Sample>
      <Sample name="Plaque">
        <Plaque name="Acme" />
        <Plaque name="Globex" class="px-4 py-2 text-lg" />
        <div class="w-40">
          <Plaque name="A name that is longer than its sign" />
        </div>
      </Sample>
      <Sample name="Icon">
        {ICON_NAMES.map((name) => (
          <span key={name} class="flex items-center gap-2 text-sm">
            <Icon name={name} /> {name}
          </span>
        ))}
      </Sample>
      <Sample name="Numeral">
        {[1, 2, 10].map((it) => <Numeral key={it} is={it} />)}
      </Sample>
      <Sample name="Badge">
        <Badge tone="good">Active</Badge>
        <Badge tone="waiting">Reconnecting…</Badge>
        <Badge tone="bad">Suspended</Badge>
        <Badge tone="idle">Waiting</Badge>
      </Sample>
      <Sample name="QueryLink">
        <QueryLink href="/dev/components?a=1">The same page, asked otherwise</QueryLink>
      </Sample>
      <Sample name="Moment">
        <Moment at={MOMENT} timeZone="UTC" />
        <Moment at={MOMENT} timeZone="Asia/Tokyo" />
      </Sample>
      <Sample name="Ago">
        {PASSED_MINUTES.map((minutes) => (
          <Ago key={minutes} at={new Date(MOMENT.getTime() - minutes * 60_000)} clock={CLOCK} />
        ))}
      </Sample>
      <Sample name="QueryLink">
        <QueryLink href="/dev/components?x=1">This page in another light</QueryLink>
      </Sample>
      <Sample name="Notice" wide>
        <Notice tone="success">Your settings are saved</Notice>
        <Notice tone="info">A new month starts on 1 Dec</Notice>
        <Notice tone="error">That way in has expired or was already used; please sign in</Notice>
      </Sample>
      <Sample name="Facts" wide>
        <Facts>
          <Fact name="Type">order.created</Fact>
          <Fact name="Received">
            <Moment at={MOMENT} timeZone="UTC" />
          </Fact>
          <Fact name="Size">412 B</Fact>
        </Facts>
      </Sample>
      <Sample name="Card" wide>
        <Card>A sheet without a title</Card>
        <Card title="With a title" aside={<a class="link" href="/dev/components">More of the same</a>}>
          What it holds
        </Card>
        <Card title="Reaching to the edge" flush>
          <div class="bg-base-200 px-5 py-3">A table, mostly</div>
        </Card>
      </Sample>
      <Sample name="Picture" wide>
        <Picture plaque="Acme" caption="A screen of theirs, with sample data">
          <Card>
            <a class="link" href="/dev/components">A link that leads nowhere</a>
          </Card>
        </Picture>
      </Sample>
      <Sample name="EmptyState" wide>
        <Card flush>
          <EmptyState title="No record matches">
            <p>Look for another type or a longer time.</p>
          </EmptyState>
        </Card>
      </Sample>
      <Sample name="SendRecord" wide>
        <SendRecord origin={PERSON.origin} permissions={PERSON.permissions} />
      </Sample>
      <Sample name="NextSteps" wide>
        <NextSteps steps={NAMES.map((name, index) => ({ name, isDone: index < 1 }))} person={PERSON} />
      </Sample>
    </Samples>
  );
}
