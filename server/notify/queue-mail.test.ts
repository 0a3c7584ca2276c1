import { expect, test } from "vitest";
import { inRollback, refusalOf } from "#server/platform/testing/world.ts";
import { queueMail } from "./queue-mail.ts";

const now = new Date("2026-11-01T12:00:00Z");
const data = { path: "/verify-email?token=abc&x=1" };

test("a queued mail is one row with text and HTML, its link under the portal's own address", () =>
  inRollback(async (tx) => {
    await queueMail(tx, { to: "Ada@Example.test", template: "verify-email", data, now });
    const mail = await tx.outboxMail.findFirstOrThrow({ where: { toAddress: "ada@example.test" } });
    expect(mail).toMatchObject({ template: "verify-email", sentAt: null, attempts: 0 });
    expect(mail.text).toContain("http://localhost:4000/verify-email?token=abc&x=1");
    expect(mail.html).toContain("http://localhost:4000/verify-email?token=abc&amp;x=1");
  }));

test("the portal's name in a mail is the brand's, and cannot become a header or markup", () =>
  inRollback(async (tx) => {
    const name = "Rail\r\nBcc: x@evil.test <b>";
    await tx.brand.upsert({
      where: { id: "portal" },
      create: { id: "portal", name, tagline: "", accent: "" },
      update: { name },
    });
    await queueMail(tx, { to: "ada@example.test", template: "verify-email", data, now });
    const mail = await tx.outboxMail.findFirstOrThrow({ where: { toAddress: "ada@example.test" } });
    expect(mail.subject).not.toMatch(/[\r\n]/);
    expect(mail.html).not.toContain("<b>");
  }));

test.each([
  "a@b.test, c@d.test",
  '"x@evil.test"@b.test',
  "a@b.test\r\nBcc: c@d.test",
  "Ada <a@b.test>",
  "no-address",
])("%j is not an address, and nothing is queued", (to) =>
  inRollback(async (tx) => {
    const before = await tx.outboxMail.count();
    expect(await refusalOf(queueMail(tx, { to, template: "verify-email", data, now }))).toBe("invalid_input");
    expect(await tx.outboxMail.count()).toBe(before);
  }),
);
