export { typesRoute as GET } from "../_parts/source.ts";
