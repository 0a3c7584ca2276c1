/** The part of the package that is used; it brings no types. */
declare module "openapi-to-postmanv2" {
  interface Converted {
    result: boolean;
    reason?: string;
    output?: { type: string; data: object }[];
  }

  interface Converter {
    convertV2(
      input: { type: "json"; data: Record<string, unknown> },
      options: Record<string, unknown>,
      done: (error: Error | null, result?: Converted) => void,
    ): void;
  }

  const converter: Converter;
  export default converter;
}
