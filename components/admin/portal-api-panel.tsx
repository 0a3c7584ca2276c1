"use client";
import { KeptForm } from "#components/ui/kept-form.tsx";
import { Panel } from "#components/ui/panel.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";

/** Offers to put the portal's own REST API into the catalog, or to bring its entry up to date. */
export function PortalApiPanel({ isPublished, action }: { isPublished: boolean; action: FormAction }) {
  return (
    <Panel title="This portal's own API">
      <p className="mb-4 max-w-prose text-sm text-muted">
        {isPublished
          ? "It is in the catalog. After an upgrade of the portal, publish it again so that its reference shows what is new."
          : "The REST API that publishers and consumers automate with. Once published it has a reference page like every other API, owned by your organisation."}
      </p>
      <KeptForm
        action={action}
        submit={isPublished ? "Publish it again" : "Publish to the catalog"}
        variant="secondary"
        done="The catalog shows the portal's API as it is now."
      >
        {() => null}
      </KeptForm>
    </Panel>
  );
}
