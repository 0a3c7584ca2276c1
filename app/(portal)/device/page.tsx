import type { Metadata } from "next";
import { ProofRoom } from "#app/_parts/proof-room.tsx";
import { AuthFrame } from "#components/identity/auth-frame.tsx";
import { DeviceForm } from "#components/identity/device-form.tsx";
import { routes } from "#lib/routes.ts";
import { requireContext } from "#server/platform/session.ts";
import { decideDeviceAction, lookUpDeviceAction } from "./actions.ts";

export const metadata: Metadata = { title: "Connect a command line", robots: { index: false } };

export default async function DevicePage() {
  const { caller } = await requireContext(routes.device());
  return (
    <AuthFrame
      title="Connect a command line"
      lead={`You are signed in as ${caller.email} and act for ${caller.orgName}.`}
    >
      <ProofRoom>
        <DeviceForm lookUp={lookUpDeviceAction} decide={decideDeviceAction} />
      </ProofRoom>
    </AuthFrame>
  );
}
