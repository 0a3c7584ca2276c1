import { Check, ChevronDown, LogOut } from "lucide-react";
import Link from "next/link";
import { routes } from "#lib/routes.ts";
import { Popover } from "./popover.tsx";

export interface Person {
  name: string;
  email: string;
  orgId: string;
  orgName: string;
  isPublisher: boolean;
  /** Has some platform role. */
  mayAdminister: boolean;
  /** All organisations the person may act for, the current one too. */
  organisations: readonly { id: string; name: string }[];
}

export interface PersonActions {
  signOut: () => Promise<void>;
  /** Gets the field `orgId`. */
  switchOrganisation: (form: FormData) => Promise<void>;
}

const ITEM =
  "flex min-h-9 w-full items-center gap-2.5 rounded-md px-2.5 py-1.5 text-left text-sm hover:bg-hover pointer-coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0";

/** The rooms behind the sign-in that this person may enter. */
export function placesOf(person: Person): { href: string; label: string }[] {
  return [
    { href: routes.apps(), label: "Apps" },
    ...(person.isPublisher ? [{ href: routes.publish(), label: "Publishing" }] : []),
    ...(person.mayAdminister ? [{ href: routes.admin(), label: "Administration" }] : []),
    { href: routes.organisation(), label: "Organisation" },
    { href: routes.account(), label: "Account" },
  ];
}

/** Who is signed in and for whom, with the ways on and out. */
export function UserMenu({ person, actions }: { person: Person; actions: PersonActions }) {
  return (
    <>
      <button
        type="button"
        popoverTarget="user-menu"
        className="flex h-9 min-w-0 items-center gap-2 rounded-md px-1.5 text-sm hover:bg-hover pointer-coarse:h-11"
      >
        <span
          aria-hidden
          data-initials={initials(person.name)} // drawn, not written: initials are no part of the button's label
          className="flex size-6.5 shrink-0 items-center justify-center rounded-full bg-accent-soft text-xs font-semibold text-accent before:content-[attr(data-initials)]"
        />
        <span className="sr-only">{person.name}, </span>
        <span className="max-w-36 truncate text-muted max-md:sr-only">{person.orgName}</span>
        <span className="sr-only">: menu</span>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-muted" />
      </button>
      <Popover id="user-menu" label="Your account">
        <div className="px-2.5 pt-1.5 pb-2.5">
          <p className="truncate text-sm font-semibold">{person.name}</p>
          <p className="truncate text-caption text-muted">{person.email}</p>
        </div>
        <ul className="border-t border-rule py-1.5">
          {placesOf(person).map(({ href, label }) => (
            <li key={href}>
              <Link href={href} className={ITEM}>
                {label}
              </Link>
            </li>
          ))}
        </ul>
        {person.organisations.length > 1 ? <Organisations person={person} actions={actions} /> : null}
        <form action={actions.signOut} className="border-t border-rule pt-1.5">
          <button type="submit" className={ITEM}>
            <LogOut aria-hidden className="text-muted" /> Sign out
          </button>
        </form>
      </Popover>
    </>
  );
}

function Organisations({ person, actions }: { person: Person; actions: PersonActions }) {
  return (
    <form action={actions.switchOrganisation} className="border-t border-rule py-1.5">
      <p id="acting-for" className="px-2.5 py-1 text-caption text-faint">
        Acting for
      </p>
      <ul aria-labelledby="acting-for">
        {person.organisations.map(({ id, name }) => (
          <li key={id}>
            <button
              type="submit"
              name="orgId"
              value={id}
              aria-current={id === person.orgId ? "true" : undefined}
              className={ITEM}
            >
              <span className="min-w-0 flex-1 truncate">{name}</span>
              {id === person.orgId ? <Check aria-hidden className="text-accent" /> : null}
            </button>
          </li>
        ))}
      </ul>
    </form>
  );
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return ((words[0]?.[0] ?? "") + (words.length > 1 ? (words.at(-1)?.[0] ?? "") : "")).toUpperCase();
}
