"use client";
import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";

export interface Tab {
  value: string;
  label: ReactNode;
  content: ReactNode;
}

interface TabsProps {
  label: string;
  tabs: readonly Tab[];
  defaultValue?: string;
  onChange?: (value: string) => void;
}

/**
 * Views of one thing, one at a time: `<Tabs label="Sample" tabs={[{ value: "curl", label: "curl", content: … }]} />`.
 * Every panel is in the page, so that it can be found and printed. Whole pages are links, not tabs.
 */
export function Tabs({ label, tabs, defaultValue, onChange }: TabsProps) {
  return (
    <Base.Root
      defaultValue={defaultValue ?? tabs[0]?.value}
      onValueChange={(value) => typeof value === "string" && onChange?.(value)}
    >
      <Base.List aria-label={label} className="relative flex gap-1 overflow-x-auto border-b border-rule">
        {tabs.map((tab) => (
          <Base.Tab
            key={tab.value}
            value={tab.value}
            className="h-10 border-b-2 border-transparent px-3 text-sm font-medium whitespace-nowrap text-muted -outline-offset-2 hover:text-ink data-active:border-accent data-active:text-ink"
          >
            {tab.label}
          </Base.Tab>
        ))}
      </Base.List>
      {tabs.map((tab) => (
        <Base.Panel key={tab.value} value={tab.value} keepMounted className="pt-4">
          {tab.content}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
