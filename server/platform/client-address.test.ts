import { expect, test } from "vitest";
import { clientAddress } from "./client-address.ts";

test("without proxies only the connection's own address counts, whatever the client wrote before it", () => {
  expect(clientAddress("1.1.1.1, 203.0.113.9", 0)).toBe("203.0.113.9");
});

test("each trusted proxy moves one entry to the left", () => {
  expect(clientAddress("6.6.6.6, 198.51.100.7, 10.0.0.2", 1)).toBe("198.51.100.7");
  expect(clientAddress("198.51.100.7, 10.0.0.1, 10.0.0.2", 2)).toBe("198.51.100.7");
});

test("an IPv4 address in IPv6 clothes is the IPv4 address; nonsense is no address", () => {
  expect(clientAddress("::ffff:192.0.2.1", 0)).toBe("192.0.2.1");
  expect(clientAddress("<script>", 0)).toBe("");
  expect(clientAddress(null, 0)).toBe("");
});
