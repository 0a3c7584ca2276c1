/** The password of every demo account; they exist in demonstrations and tests only. */
export const DEMO_PASSWORD = "copper lantern by the quay";

export interface Person {
  email: string;
  name: string;
  /** What the sign-in lists say of them. */
  title: string;
  /** Slug of the organisation they work for; null works for none but their own. */
  organisation: string | null;
  role: "owner" | "admin" | "developer" | "viewer";
  isAdmin?: boolean;
}

const cast = {
  admin: {
    email: "grace@portico.example",
    name: "Grace Okafor",
    title: "administrator of the portal",
    organisation: null,
    role: "owner",
    isAdmin: true,
  },
  railPublisher: {
    email: "ada@northline.example",
    name: "Ada Lindqvist",
    title: "publisher, Northline Rail Data",
    organisation: "northline",
    role: "owner",
  },
  paymentsPublisher: {
    email: "tomas@ledgerly.example",
    name: "Tomás Ferreira",
    title: "publisher, Ledgerly",
    organisation: "ledgerly",
    role: "owner",
  },
  weatherPublisher: {
    email: "mei@stratus.example",
    name: "Mei Tanaka",
    title: "publisher, Stratus Weather",
    organisation: "stratus",
    role: "owner",
  },
  messagingPublisher: {
    email: "jonas@courier.example",
    name: "Jonas Weber",
    title: "publisher, Courier",
    organisation: "courier",
    role: "owner",
  },
  consumer: {
    email: "kit@hallway.example",
    name: "Kit Moreau",
    title: "developer, Hallway Labs (has apps, keys and a month of usage)",
    organisation: "hallway",
    role: "owner",
  },
  otherConsumer: {
    email: "zoe@brightside.example",
    name: "Zoe Adeyemi",
    title: "developer, Brightside Travel",
    organisation: "brightside",
    role: "owner",
  },
  viewer: {
    email: "sam@hallway.example",
    name: "Sam Whitlock",
    title: "may only look, Hallway Labs",
    organisation: "hallway",
    role: "viewer",
  },
} as const satisfies Record<string, Person>;

/** Who plays in the demonstration, by the part they play. */
export const people: Record<keyof typeof cast, Person> = cast;
export const PEOPLE: readonly Person[] = Object.values(people);
