export { operationYamlRoute as GET } from "../../../_parts/source.ts";
