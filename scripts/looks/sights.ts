import { people } from "../../e2e/support/people.ts";

export interface Role {
  name: string;
  /** Signs in through the form; null looks as a visitor. */
  email: string | null;
  /** Where to begin; everything else is found by following links. */
  starts: readonly string[];
}

const PUBLIC = ["/", "/apis", "/apis?q=station", "/apis?q=nothing-is-called-this", "/guides"];
const CONSOLE = ["/apps", "/apps/new", "/account", "/account/sessions", "/account/tokens", "/account/data"];

/** Who looks, and where each begins. */
export const ROLES: readonly Role[] = [
  {
    name: "visitor",
    email: null,
    starts: [
      ...PUBLIC,
      "/sign-in",
      "/sign-up",
      "/forgot-password",
      "/check-mail",
      "/sign-up/waiting",
      "/goodbye",
      "/no/such/page",
    ],
  },
  { name: "consumer", email: people.consumer.email, starts: ["/", ...CONSOLE] },
  { name: "viewer", email: people.viewer.email, starts: ["/apps"] },
  {
    name: "publisher",
    email: people.railPublisher.email,
    starts: ["/publish", "/publish/new", "/publish/subscriptions"],
  },
  {
    name: "admin",
    email: people.admin.email,
    starts: [
      "/admin",
      "/admin/apis",
      "/admin/apps",
      "/admin/organisations",
      "/admin/users",
      "/admin/sessions",
      "/admin/audit",
      "/admin/brand",
      "/admin/sign-up",
      "/admin/terms",
      "/dev/mail",
    ],
  },
];

/** Words of addresses that name a kind of page; any other segment names one thing among many. */
const KINDS = new Set(
  (
    "apis apps guides v operations tags schemas redoc start plans changelog subscribe calls keys clients new account " +
    "sessions tokens publish upload revisions subscriptions admin organisations users audit brand dev mail setup " +
    "sign-in sign-up waiting goodbye terms accept data forgot-password check-mail settings compare edit api lifecycle " +
    "security connections access reviews dormant view-as console members teams requests device activity domains provisioning"
  ).split(" "),
);

/** The address with names replaced, so that one page stands for all of its kind. */
export function shapeOf(path: string): string {
  const { pathname, searchParams } = new URL(path, "http://x");
  const shape = pathname
    .split("/")
    .map((segment) => (segment === "" || KINDS.has(segment) ? segment : "*"))
    .join("/");
  return searchParams.has("q") ? `${shape}?q=${searchParams.get("q")}` : shape;
}

/** Addresses that say what is not there, in the words of a page. */
export function isAbsence(path: string): boolean {
  return path === "/no/such/page" || /\/missing\//.test(path);
}

/** Pages that a role reaches by links but that belong to another role's walk, or are no pages. */
export function isLeftOut(path: string, role: Role): boolean {
  const { pathname } = new URL(path, "http://x");
  if (
    /^\/(api|oauth2|sandbox|verify|_next|\.well-known)\b|\.(json|ya?ml|zip|txt|xml)$|\/(source|bundle|export|original)$/.test(
      pathname,
    )
  )
    return true;
  const isPublicPage = /^\/(apis|guides|sign-|check-mail|forgot)/.test(pathname) || pathname === "/";
  return (
    role.email !== null &&
    isPublicPage &&
    !role.starts.includes(path) &&
    !/^\/apis\/[^/]+(\/start)?$/.test(pathname)
  );
}
