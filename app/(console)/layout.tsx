import type { ReactNode } from "react";
import { ProofRoom } from "#app/_parts/proof-room.tsx";
import { ConsoleNav } from "#components/shell/console-nav.tsx";
import { ToastProvider } from "#components/ui/toast.tsx";
import { requireContext } from "#server/platform/session.ts";

/** The signed-in rooms. Each page asks for its own permission; this only saves visitors the way. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { caller } = await requireContext();
  return (
    <div className="mx-auto flex w-full max-w-wide flex-1 flex-col gap-6 px-4 pb-16 sm:px-6 lg:flex-row lg:gap-10 lg:px-8 lg:pt-8">
      <ConsoleNav
        orgName={caller.orgName}
        isPublisher={caller.isPublisher}
        platformRole={caller.platformRole}
        isOrganiser={caller.role === "owner" || caller.role === "admin"}
        isOwner={caller.role === "owner"}
      />
      <ToastProvider>
        <main id="main" tabIndex={-1} className="min-w-0 flex-1 outline-none">
          <ProofRoom>{children}</ProofRoom>
        </main>
      </ToastProvider>
    </div>
  );
}
