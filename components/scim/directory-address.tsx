import Link from "next/link";
import { CodeFrame } from "#components/ui/code-frame.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { routes } from "#lib/routes.ts";

interface DirectoryAddressProps {
  address: string;
  /** Whose holders join at once. */
  domains: string[];
}

/** Where the directory sends its requests, and who joins at once. */
export function DirectoryAddress({ address, domains }: DirectoryAddressProps) {
  return (
    <Panel title="Set up your directory" lead="It needs this address and a token.">
      <div className="flex flex-col gap-4 text-sm">
        <CodeFrame
          code={address}
          title="Address (Okta: Base URL, Entra ID: Tenant URL)"
          what="address"
          isWrapped
        />
        <p className="max-w-prose">
          {domains.length > 0
            ? `People at ${domains.join(", ")} join at once, with a new account if they have none. Anybody else is invited by mail and joins when they accept.`
            : "You have not proved a domain yet, so everybody whom the directory names is invited by mail and joins when they accept. People at a domain that you have proved join at once."}{" "}
          <Link href={routes.organisationDomains()} className="text-accent underline underline-offset-2">
            Domains
          </Link>
        </p>
        <p>
          <Link href={routes.guide("provisioning")} className="text-accent underline underline-offset-2">
            Step by step in Okta and Entra ID
          </Link>
        </p>
      </div>
    </Panel>
  );
}
