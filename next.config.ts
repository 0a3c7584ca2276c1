import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Pages carry a nonce, are readable without JavaScript and therefore stream in order: no static shells.
  cacheComponents: false,
  partialPrefetching: false,
  experimental: {
    // Calls through the relay may wait and stream for longer than Next's 30 s, and send 10 MB; edge bounds both.
    proxyTimeout: 130_000,
    proxyClientMaxBodySize: 12 * 1024 * 1024,
  },
  // `npm run types` checks the whole tree, tests included; a second, partial check would only cost time.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    "@node-rs/argon2",
    "@node-saml/node-saml",
    "@prisma/adapter-pg",
    "@prisma/client",
    "@redocly/openapi-core",
    "@mdx-js/mdx",
    "ajv",
    "pg",
    "pino",
    "undici",
  ],
  async headers() {
    return [
      {
        source: "/:path*",
        headers: [
          { key: "X-Content-Type-Options", value: "nosniff" },
          { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
          {
            key: "Permissions-Policy",
            value: "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
          },
          { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
        ],
      },
    ];
  },
};

export default config;
