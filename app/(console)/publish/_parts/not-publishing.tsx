import { BookUp } from "lucide-react";
import { EmptyState } from "#components/ui/empty-state.tsx";

/** For the rooms of publishers, where the organisation is none. */
export function NotPublishing({ orgName }: { orgName: string }) {
  return (
    <EmptyState icon={<BookUp />} title={`${orgName} does not publish APIs`}>
      An administrator of this portal can make your organisation a publisher. If you belong to another
      organisation that is one, switch to it in the menu at the top right.
    </EmptyState>
  );
}
