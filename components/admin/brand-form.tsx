"use client";
import { useState } from "react";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormMessage } from "#components/ui/form-message.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { type FormAction, useKeptForm } from "#components/ui/use-kept-form.ts";

interface BrandFormProps {
  brand: { name: string; tagline: string; accent: string; logoUrl: string | null };
  /** The accent in the form that the browser's colour picker understands. */
  accentHex: string;
  action: FormAction;
}

/** Name, tagline, accent and logo; they show as soon as they are saved. */
export function BrandForm({ brand, accentHex, action }: BrandFormProps) {
  const { answer, faults, form } = useKeptForm(action);
  const [accent, setAccent] = useState(brand.accent);
  return (
    <form {...form} className="flex max-w-xl flex-col gap-5">
      <FormMessage answer={answer} done="Saved. Every page shows it from now on." />
      <TextField
        key={brand.name}
        label="Name"
        name="name"
        defaultValue={brand.name}
        maxLength={40}
        required
        error={faults.name}
      />
      <TextField
        key={`tagline ${brand.tagline}`}
        label="Tagline"
        name="tagline"
        hint="One sentence under the name on the home page, and what search engines quote."
        defaultValue={brand.tagline}
        maxLength={140}
        optional
        error={faults.tagline}
      />
      <div className="flex items-end gap-3">
        <TextField
          label="Accent"
          name="accent"
          hint="Any CSS colour. Its lightness is corrected for each theme, so that text in it stays readable."
          value={accent}
          onChange={(event) => setAccent(event.target.value)}
          required
          error={faults.accent}
          className="flex-1"
        />
        <input
          type="color"
          aria-label="Pick the accent"
          defaultValue={accentHex}
          onChange={(event) => setAccent(event.target.value)}
          className="needs-script h-9 w-14 shrink-0 rounded-md border border-strong bg-raised p-1 pointer-coarse:h-11"
        />
      </div>
      <Field
        label="Logo"
        hint="PNG, JPEG or WebP, at most 256 KB; shown 24 px high beside the name."
        optional
        error={faults.logo}
      >
        {(wiring) => (
          <input
            {...wiring}
            key={brand.logoUrl}
            type="file"
            name="logo"
            accept="image/png,image/jpeg,image/webp"
            className="text-sm text-muted file:mr-3 file:rounded-md file:border file:border-solid file:border-strong file:bg-raised file:px-3 file:py-1.5 file:font-medium file:text-ink"
          />
        )}
      </Field>
      {brand.logoUrl ? (
        <div className="flex flex-wrap items-center gap-4">
          {/* biome-ignore lint/performance/noImgElement: a small image from the database, already the right size */}
          <img
            src={brand.logoUrl}
            alt="The present logo"
            className="h-10 w-auto max-w-48 rounded-md border border-rule p-1"
          />
          <Checkbox name="removeLogo" value="true" label="Remove the logo" />
        </div>
      ) : null}
      <div>
        <SubmitButton>Save brand</SubmitButton>
      </div>
    </form>
  );
}
