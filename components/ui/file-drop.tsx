"use client";
import clsx from "clsx";
import { FileUp } from "lucide-react";
import { type ReactNode, useId, useRef, useState } from "react";
import { sizeText } from "#lib/format.ts";
import { FieldError } from "./field.tsx";

interface FileDropProps {
  name: string;
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  /** As the file input's: ".json,.yaml". */
  accept?: string;
  required?: boolean;
  onFile?: (file: File) => void;
}

/** A file by dragging or choosing; a real file input underneath: `<FileDrop name="file" label="Document" accept=".json,.yaml" />`. */
export function FileDrop({ name, label, hint, error, accept, required, onFile }: FileDropProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const [chosen, setChosen] = useState<File | null>(null);

  function take(file: File | undefined) {
    if (!file) return;
    setChosen(file);
    onFile?.(file);
  }

  return (
    <div className="flex flex-col gap-1.5">
      <label
        htmlFor={id}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setIsOver(false);
          if (input.current && event.dataTransfer.files.length > 0)
            input.current.files = event.dataTransfer.files;
          take(event.dataTransfer.files[0]);
        }}
        className={clsx(
          "flex min-h-36 flex-col items-center justify-center gap-1.5 rounded-lg border-2 border-dashed px-6 py-8 text-center transition-colors duration-100 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
          isOver ? "border-accent bg-accent-soft" : "border-strong bg-sunken hover:bg-hover",
        )}
      >
        <FileUp aria-hidden className="size-7 stroke-[1.5] text-accent" />
        <span className="font-medium text-ink">{label}</span>
        <span id={`${id}-hint`} className="max-w-prose text-caption text-muted">
          {chosen ? `${chosen.name} · ${sizeText(chosen.size)}` : hint}
        </span>
        <input
          ref={input}
          id={id}
          type="file"
          name={name}
          accept={accept}
          required={required}
          aria-describedby={`${id}-hint${error ? ` ${id}-error` : ""}`}
          aria-invalid={error ? true : undefined}
          onChange={(event) => take(event.target.files?.[0])}
          className="sr-only"
        />
      </label>
      {error ? <FieldError id={`${id}-error`}>{error}</FieldError> : null}
    </div>
  );
}
