import { type Config, createConfig, type Plugin, type RawUniversalConfig } from "@redocly/openapi-core";

/** The linter's description of 3.2's device flow names a type that it does not have, and every check ends there. */
const MENDED_TYPES: Plugin = {
  id: "mended",
  typeExtension: {
    oas3: (types, version) => {
      const flow = types.DeviceAuthorization;
      if (version !== "oas3_2" || !flow) return types;
      return {
        ...types,
        DeviceAuthorization: {
          ...flow,
          properties: {
            ...flow.properties,
            scopes: { type: "object", additionalProperties: { type: "string" } },
          },
        },
      };
    },
  },
};

/** Settings of the linter and the bundler. */
export function lintConfig(raw: RawUniversalConfig): Promise<Config> {
  return createConfig({ ...raw, plugins: [MENDED_TYPES] });
}
