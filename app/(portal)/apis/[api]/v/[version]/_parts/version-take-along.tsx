import { TakeAlong } from "#components/reference/take-along.tsx";
import { routes } from "#lib/routes.ts";
import type { LoadedVersion } from "../../../../_parts/load.ts";

/** The menu of a version's page, or of one of its operations. */
export function VersionTakeAlong({ version, operation }: { version: LoadedVersion; operation?: string }) {
  const { api, name, overview, isMine } = version;
  return (
    <TakeAlong
      api={api.slug}
      version={name}
      path={
        operation === undefined ? routes.version(api.slug, name) : routes.operation(api.slug, name, operation)
      }
      {...(operation !== undefined && { operation })}
      hasOriginal={isMine || !overview?.hasInternal}
    />
  );
}
