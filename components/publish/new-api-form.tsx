"use client";
import { useState } from "react";
import { KeptForm } from "#components/ui/kept-form.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";
import { ApiFields } from "./api-fields.tsx";

const SLUG_MAX = 60;

export function NewApiForm({ action }: { action: FormAction }) {
  const [name, setName] = useState("");
  const [ownSlug, setOwnSlug] = useState<string | null>(null);
  return (
    <KeptForm action={action} submit="Create API">
      {(faults) => (
        <>
          <ApiFields
            faults={faults}
            onNameChange={setName}
            afterName={
              <TextField
                label="Address"
                name="slug"
                required
                maxLength={SLUG_MAX}
                value={ownSlug ?? slugOf(name)}
                onChange={(event) => setOwnSlug(event.target.value)}
                autoComplete="off"
                spellCheck={false}
                hint="Small letters, digits and hyphens, such as rail-data. It becomes part of links and stays for good."
                error={faults.slug}
              />
            }
          />
          <TextField
            label="First version"
            name="version"
            required
            maxLength={40}
            defaultValue="v1"
            autoComplete="off"
            hint="Such as v1 or 2026-11."
            error={faults.version}
          />
        </>
      )}
    </KeptForm>
  );
}

/** The name as part of an address: a suggestion until the publisher writes another. */
function slugOf(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, SLUG_MAX)
    .replace(/^-+|-+$/g, "");
}
