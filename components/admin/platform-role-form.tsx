"use client";
import { KeptForm } from "#components/ui/kept-form.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";
import { PLATFORM_ROLE_MEANINGS, PLATFORM_ROLE_NAMES, type PlatformRole } from "#lib/platform-permissions.ts";

interface PlatformRoleFormProps {
  userId: string;
  role: PlatformRole;
  /** Those that the person looking may give. */
  roles: readonly PlatformRole[];
  action: FormAction;
}

export function PlatformRoleForm({ userId, role, roles, action }: PlatformRoleFormProps) {
  return (
    <KeptForm key={role} action={action} submit="Set role" variant="secondary" done="The role is set.">
      {(faults) => (
        <>
          <input type="hidden" name="userId" value={userId} />
          <RadioGroup
            legend="Role in the whole portal"
            name="platformRole"
            defaultValue={role}
            error={faults.platformRole}
            options={roles.map((value) => ({
              value,
              label: PLATFORM_ROLE_NAMES[value],
              hint: PLATFORM_ROLE_MEANINGS[value],
            }))}
          />
        </>
      )}
    </KeptForm>
  );
}
