import type { TagGroup, TagSummary } from "#server/specs/schema.ts";
import { TagRows } from "./tag-rows.tsx";

interface TagGroupsProps {
  api: string;
  version: string;
  tags: TagSummary[];
  groups?: TagGroup[] | undefined;
}

/** Tags under the document's own headings, those in no group after them; children wait on their parent's page. */
export function TagGroups({ api, version, tags, groups }: TagGroupsProps) {
  const tops = tags.filter(({ parent }) => parent === undefined);
  if (!groups) return <TagRows api={api} version={version} tags={tops} all={tags} />;
  const byKey = new Map(tags.map((tag) => [tag.key, tag]));
  const grouped = new Set(groups.flatMap((group) => group.tags));
  const others = tops.filter(({ key, operationCount }) => !grouped.has(key) && operationCount > 0);
  const sections = [
    ...groups.map((group) => ({ name: group.name, tags: group.tags.flatMap((key) => byKey.get(key) ?? []) })),
    ...(others.length > 0 ? [{ name: "Others", tags: others }] : []),
  ];
  return sections.map((section) => (
    <div key={section.name} className="mt-4">
      <h3 className="text-sm font-semibold">{section.name}</h3>
      <TagRows api={api} version={version} tags={section.tags} all={tags} />
    </div>
  ));
}
