import { CodeBlock } from "./CodeBlock.tsx";

type DomainRecordProps = { domain: string; name: string; text: string };

/** The record that proves a domain, in the parts that a DNS provider asks for. */
export function DomainRecord({ domain, name, text }: DomainRecordProps) {
  return (
    <div class="grid gap-3 lg:grid-cols-2">
      <CodeBlock label="Name of the TXT record" name={`Name of the TXT record of ${domain}`} text={name} />
      <CodeBlock label="Text" name={`Text of the record of ${domain}`} text={text} />
    </div>
  );
}
