import { createSocket, type RemoteInfo } from "node:dgram";

const TXT = 16;
const NXDOMAIN = 3;
const SERVFAIL = 2;

export interface DnsServer {
  port: number;
  /** "127.0.0.1:5300", as DNS_SERVERS takes it. */
  address: string;
  /** What a name's TXT records say; null takes them away. */
  set(name: string, texts: string[] | null): void;
  /** From now on every question ends in a failure of the server, or in no answer at all. */
  fail(how: "servfail" | "silence" | null): void;
  close(): Promise<void>;
}

/** A name service on this machine that knows TXT records and nothing else. Port 0 takes any that is free. */
export async function startDnsServer(port = 0): Promise<DnsServer> {
  const records = new Map<string, string[]>();
  let failure: "servfail" | "silence" | null = null;
  const socket = createSocket("udp4");
  socket.on("message", (query: Buffer, from: RemoteInfo) => {
    if (failure === "silence") return;
    const { name, type, end } = readQuestion(query);
    const texts = records.get(name);
    const code = failure === "servfail" ? SERVFAIL : texts ? 0 : NXDOMAIN;
    const answers = code === 0 && type === TXT ? (texts ?? []).map(txtRecord) : [];
    const header = Buffer.from(query.subarray(0, 12));
    header.writeUInt16BE(0x8580 | code, 2); // an answer, with authority, recursion available
    header.writeUInt16BE(1, 4);
    header.writeUInt16BE(answers.length, 6);
    header.writeUInt32BE(0, 8);
    socket.send(Buffer.concat([header, query.subarray(12, end), ...answers]), from.port, from.address);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("error", reject);
    socket.bind(port, "127.0.0.1", resolve);
  });
  const bound = socket.address().port;
  return {
    port: bound,
    address: `127.0.0.1:${bound}`,
    set: (name, texts) => {
      if (texts) records.set(name.toLowerCase(), texts);
      else records.delete(name.toLowerCase());
    },
    fail: (how) => {
      failure = how;
    },
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

function readQuestion(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString("latin1", at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join(".").toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

/** One record about the name of the question. */
function txtRecord(text: string): Buffer {
  const pieces = (text.match(/.{1,255}/gs) ?? [""]).map((piece) =>
    Buffer.concat([Buffer.from([Buffer.byteLength(piece)]), Buffer.from(piece)]),
  );
  const data = Buffer.concat(pieces);
  const head = Buffer.alloc(12);
  head.writeUInt16BE(0xc00c, 0); // the name of the question
  head.writeUInt16BE(TXT, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt32BE(0, 6); // not to be kept
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}
