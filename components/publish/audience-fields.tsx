"use client";
import { useState } from "react";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { ApiDetail } from "#server/catalog/schema.ts";

interface AudienceFieldsProps {
  faults: Record<string, string>;
  api: Pick<ApiDetail, "visibility" | "listing" | "audiences"> | undefined;
}

/** Who may know of an API and who may read it, once a version is published. */
export function AudienceFields({ faults, api }: AudienceFieldsProps) {
  const [visibility, setVisibility] = useState<string>(api?.visibility ?? "public");
  return (
    <>
      <RadioGroup
        legend="Who may see it, once a version is published"
        name="visibility"
        defaultValue={visibility}
        onChange={setVisibility}
        error={faults.visibility}
        options={[
          { value: "public", label: "Everybody" },
          { value: "signed_in", label: "Signed-in people" },
          { value: "organisations", label: "Organisations that you name" },
          {
            value: "on_request",
            label: "Listed, access on request",
            hint: "Name, summary and plans are seen; the reference, documents and guides only by organisations that you let in.",
          },
        ]}
      />
      {visibility === "organisations" ? (
        <TextField
          label="Organisations"
          name="audiences"
          defaultValue={api?.audiences.map(({ slug }) => slug).join(", ")}
          hint="Their short names, with commas between them. Yours always sees it."
          error={faults.audiences}
        />
      ) : null}
      {visibility === "on_request" ? (
        <RadioGroup
          legend="Who sees that it exists"
          name="listing"
          defaultValue={api?.listing ?? "everybody"}
          error={faults.listing}
          options={[
            { value: "everybody", label: "Everybody" },
            { value: "signed_in", label: "Signed-in people" },
          ]}
        />
      ) : null}
      {faults.subscribers ? (
        <RadioGroup
          legend="Those who use it now and could no longer read it"
          name="subscribers"
          defaultValue="keep"
          error={faults.subscribers}
          options={[
            { value: "keep", label: "Keep their access", hint: "You can end it for each of them later." },
            {
              value: "end",
              label: "Lose their access now",
              hint: "Calls of their apps are refused at once, and they are told by mail.",
            },
          ]}
        />
      ) : null}
    </>
  );
}
