import { FilterBar } from "#components/admin/filter-bar.tsx";
import { Select } from "#components/ui/select.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { AuditFilters as Filters } from "#server/audit/schema.ts";

interface AuditFiltersProps {
  label: string;
  href: string;
  filters: Filters;
  isFiltered: boolean;
  /** Every action that may be chosen. */
  actions: string[];
}

/** Who, what, to what, and when. */
export function AuditFilters({ label, href, filters, isFiltered, actions }: AuditFiltersProps) {
  return (
    <FilterBar label={label} href={href} isFiltered={isFiltered}>
      <TextField label="Who" name="actor" type="search" defaultValue={filters.actor} className="w-44" />
      <Select
        label="Did"
        name="action"
        defaultValue={filters.action}
        className="w-52"
        options={[
          { value: "", label: "Anything" },
          ...actions.map((action) => ({ value: action, label: action })),
        ]}
      />
      <TextField label="To what" name="target" type="search" defaultValue={filters.target} className="w-44" />
      <TextField label="From" name="from" type="date" defaultValue={filters.from} className="w-38" />
      <TextField label="To" name="to" type="date" defaultValue={filters.to} className="w-38" />
      {filters.org ? <input type="hidden" name="org" value={filters.org} /> : null}
    </FilterBar>
  );
}
