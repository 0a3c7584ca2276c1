import { expect, test, vi } from "vitest";

const answers = vi.hoisted(() => ({ next: {} as unknown }));
vi.mock("#server/identity/index.ts", () => ({ signIn: async () => answers.next }));
type OpenSession = (credentials: unknown, origin: { address: string; userAgent: string }) => Promise<unknown>;
const given: { openSession?: OpenSession } = {};
vi.mock("#server/platform/session.ts", () => ({
  authRoute: (openSession: OpenSession) => {
    given.openSession = openSession;
  },
}));

test("the library's own sign-in address opens no session for a person whose second step is missing", async () => {
  await import("./route.ts");
  const open = () => given.openSession?.({}, { address: "", userAgent: "" });
  answers.next = { kind: "second_step", pending: { secret: "s", expiresAt: new Date() } };
  expect(await open()).toBeNull();
  answers.next = { kind: "session", session: { id: "ses_1", expiresAt: new Date() } };
  expect(await open()).toEqual({ sessionId: "ses_1" });
});
