import assert from "node:assert/strict";
import { FORMAT, IDP, SP } from "@/tests/support/saml_forge.ts";
import { subjectOf } from "./subject_of.ts";

const between = { issuer: IDP, serviceProvider: SP };

Deno.test("subjectOf() is a name with its format", () => {
  assert.equal(
    subjectOf({ value: "ada@acme.test", format: FORMAT.email }, between),
    "emailAddress:ada@acme.test",
  );
  assert.equal(subjectOf({ value: "x1", format: FORMAT.persistent }, between), "persistent:x1");
  assert.equal(subjectOf({ value: "x1", format: "urn:acme:number" }, between), "urn%3Aacme%3Anumber:x1");
});

Deno.test("subjectOf() is the same whether a provider repeats who speaks to whom or not", () => {
  const bare = { value: "x1", format: FORMAT.persistent };
  assert.equal(
    subjectOf({ ...bare, nameQualifier: IDP, spNameQualifier: SP.entityId }, between),
    subjectOf(bare, between),
  );
});

Deno.test("subjectOf() never makes one of two", () => {
  const format = FORMAT.persistent;
  const subjects = [
    { value: "a", format },
    { value: "a", format: FORMAT.unspecified },
    { value: "a", format, nameQualifier: "b" },
    { value: "a", format, spNameQualifier: "b" },
    { value: ";b:a", format },
    { value: "b;:a", format },
    { value: "a", format, nameQualifier: "b;c" },
    { value: "a", format, nameQualifier: "b", spNameQualifier: "c" },
    { value: "c:a", format, nameQualifier: "b" },
    { value: "a", format, nameQualifier: "b;:c" },
  ].map((it) => subjectOf(it, between));
  assert.equal(new Set(subjects).size, subjects.length);
});
