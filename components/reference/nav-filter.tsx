"use client";
import { Search } from "lucide-react";
import { type ComponentType, useState } from "react";
import { routes } from "#lib/routes.ts";
import type { NavAnswersProps } from "./nav-answers.tsx";

interface NavFilterProps {
  api: string;
  version: string;
}

/** Finds operations of this version while typing; without scripts a form that opens the list of operations. */
export function NavFilter({ api, version }: NavFilterProps) {
  const [query, setQuery] = useState("");
  const [Answers, setAnswers] = useState<ComponentType<NavAnswersProps> | null>(null);
  const isAsking = query.trim().length > 1;

  async function load() {
    const { NavAnswers } = await import("./nav-answers.tsx");
    setAnswers(() => NavAnswers);
  }

  return (
    <>
      <form action={routes.operations(api, version)} className="nav-filter">
        <Search aria-hidden />
        <input
          type="search"
          name="q"
          aria-label="Find an operation"
          placeholder="Find an operation"
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          onFocus={load}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Escape" || query === "") return;
            event.preventDefault();
            event.currentTarget.value = "";
            setQuery("");
          }}
        />
      </form>
      {Answers && isAsking ? <Answers api={api} version={version} query={query} /> : null}
    </>
  );
}
