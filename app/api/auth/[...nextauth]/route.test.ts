import { expect, test, vi } from "vitest";

vi.mock("#server/identity/index.ts", () => ({
  signIn: async () => {
    throw new Error("Can't reach database server at 10.0.0.7:5432");
  },
}));
type OpenSession = (credentials: unknown, origin: { address: string; userAgent: string }) => Promise<unknown>;
const given: { openSession?: OpenSession } = {};
vi.mock("#server/platform/session.ts", () => ({
  authRoute: (openSession: OpenSession) => {
    given.openSession = openSession;
  },
}));

test("what breaks while signing in is not told to the browser, whose address bar the library writes it into", async () => {
  await import("./route.ts");
  await expect(given.openSession?.({}, { address: "", userAgent: "" })).rejects.toThrow(/^unavailable$/);
});
