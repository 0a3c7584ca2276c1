export { originalRoute as GET } from "../_parts/source.ts";
