export { yamlRoute as GET } from "../_parts/source.ts";
