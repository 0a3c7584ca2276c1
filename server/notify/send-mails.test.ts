import { SMTPServer } from "smtp-server";
import { afterEach, expect, test } from "vitest";
import { inRollback } from "#server/platform/testing/world.ts";
import { queueMail } from "./queue-mail.ts";
import { mailTransport, sendDueMails } from "./send-mails.ts";

const now = new Date("2026-11-01T12:00:00Z");
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const draft = {
  to: "ada@example.test",
  template: "verify-email",
  data: { path: "/verify-email?token=t0ken" },
  now,
} as const;

let server: SMTPServer | undefined;
afterEach(() => new Promise<void>((done) => (server ? server.close(() => done()) : done())));

/** A real SMTP server on a free port that keeps what it is given, or refuses every recipient. */
async function startSmtp(refuses = false): Promise<{ url: string; inbox: string[] }> {
  const inbox: string[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo: (address, _session, done) =>
      done(refuses ? new Error(`450 ${address.address} try later`) : undefined),
    onData(stream, _session, done) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        inbox.push(Buffer.concat(parts).toString("utf8"));
        done();
      });
    },
  });
  server = smtp;
  await new Promise<void>((done) => smtp.listen(0, "127.0.0.1", done));
  const address = smtp.server.address();
  if (!address || typeof address === "string") throw new Error("no port");
  return { url: `smtp://127.0.0.1:${address.port}`, inbox };
}

test("a due mail reaches the SMTP server once, and its words are forgotten afterwards", () =>
  inRollback(async (tx) => {
    const { url, inbox } = await startSmtp();
    const transport = mailTransport(url);
    await queueMail(tx, draft);
    expect(await sendDueMails(now, { tx, transport })).toBe(1);
    expect(await sendDueMails(now, { tx, transport })).toBe(0);
    expect(inbox).toHaveLength(1);
    expect(inbox[0]).toMatch(/^To: ada@example\.test/m);
    expect(inbox[0]).toMatch(/multipart\/alternative/);
    expect(await tx.outboxMail.findFirst({ where: { toAddress: draft.to } })).toMatchObject({
      sentAt: now,
      text: "",
      html: "",
    });
    transport.close();
  }));

test("a refused mail waits longer after each attempt, is given up in the end, and keeps the server's reason without addresses", () =>
  inRollback(async (tx) => {
    const { url } = await startSmtp(true);
    const transport = mailTransport(url);
    await queueMail(tx, draft);
    await sendDueMails(now, { tx, transport });
    const first = await tx.outboxMail.findFirstOrThrow({ where: { toAddress: draft.to } });
    expect(first).toMatchObject({ attempts: 1, sentAt: null, failedAt: null, leaseUntil: null });
    expect(first.nextAttemptAt.getTime()).toBe(now.getTime() + 10_000);
    expect(first.lastError).toContain("try later");
    expect(first.lastError).not.toContain("ada@");
    for (let attempt = 1; attempt <= 6; attempt++)
      await sendDueMails(later(attempt * 600), { tx, transport });
    const last = await tx.outboxMail.findFirstOrThrow({ where: { toAddress: draft.to } });
    expect(last).toMatchObject({ attempts: 7, sentAt: null });
    expect(last.failedAt).not.toBeNull();
    transport.close();
  }));

test("a mail that another worker has leased is left alone until its lease ends", () =>
  inRollback(async (tx) => {
    const { url, inbox } = await startSmtp();
    const transport = mailTransport(url);
    await queueMail(tx, draft);
    await tx.outboxMail.updateMany({ where: { toAddress: draft.to }, data: { leaseUntil: later(2) } });
    expect(await sendDueMails(later(1), { tx, transport })).toBe(0);
    expect(await sendDueMails(later(3), { tx, transport })).toBe(1);
    expect(inbox).toHaveLength(1);
    transport.close();
  }));

test("what people call themselves and their organisations adds no header to a mail, and stays text in its body", () =>
  inRollback(async (tx) => {
    const { url, inbox } = await startSmtp();
    const transport = mailTransport(url);
    const evil = "Rail\r\nBcc: bcc@evil.test\r\n\r\n<script>\u2028\u202Ex";
    const data = { orgName: evil, inviter: evil, role: "viewer", path: "/join?token=t0ken" };
    await queueMail(tx, { to: draft.to, template: "invitation", data, now });
    await sendDueMails(now, { tx, transport });
    const [head = ""] = (inbox[0] ?? "").split("\r\n\r\n");
    expect(head).toMatch(/^Subject: /m);
    expect(head).not.toMatch(/^Bcc:/im);
    expect(head.match(/^To: .*$/gm)).toEqual(["To: ada@example.test"]);
    const [, html = ""] = (inbox[0] ?? "").split("Content-Type: text/html");
    expect(html).toContain("&lt;script&gt;");
    expect(html).not.toContain("<script>");
    transport.close();
  }));
