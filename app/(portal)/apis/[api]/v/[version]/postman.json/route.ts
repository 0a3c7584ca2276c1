export { postmanRoute as GET } from "../_parts/source.ts";
