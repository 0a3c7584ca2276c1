export { jsonRoute as GET } from "../_parts/source.ts";
