import type { DocumentFormat, DocumentOverview, Finding, TagGroup, TagSummary } from "../schema.ts";
import type { Describer } from "./describer.ts";
import { description, docsOf, isWebUrl } from "./prose.ts";
import { finding } from "./rejection.ts";
import { schemesOf, securityOf } from "./security.ts";
import { serversOf } from "./servers.ts";
import { cutText, type Tree, textAt, treeAt } from "./tree.ts";

const MAX_TITLE = 200;
/** It travels with every page of the version. */
const MAX_LOGO_LENGTH = 48 * 1024;

export function buildOverview(
  root: Tree,
  by: Describer,
  facts: {
    format: DocumentFormat;
    specVersion: string;
    tags: TagSummary[];
    tagGroups?: TagGroup[] | undefined;
    /** Renders the document's description, whose headings get addresses. */
    introduction: (text: string) => string;
    operationCount: number;
    webhookCount: number;
    schemaCount: number;
  },
): { overview: DocumentOverview; findings: Finding[] } {
  const info = treeAt(root, "info");
  const title = textAt(info, "title")?.trim() || "Untitled";
  const self = textAt(root, "$self");
  const dialect = textAt(root, "jsonSchemaDialect");
  const summary = textAt(info, "summary");
  const terms = textAt(info, "termsOfService");
  const overview: DocumentOverview = {
    documentId: "",
    format: facts.format,
    specVersion: facts.specVersion,
    title: cutText(title.replace(/\s+/g, " "), MAX_TITLE),
    version: cutText(textAt(info, "version") ?? "", 100),
    ...(summary && { summary: cutText(summary, 1_000) }),
    ...description(info, { ...by, markdown: facts.introduction }),
    ...(terms && isWebUrl(terms) && { termsOfService: terms }),
    ...contactOf(info),
    ...licenceOf(info),
    ...docsOf(root, by),
    ...logoOf(info),
    ...(self && { self: cutText(self, 1_000) }),
    ...(dialect && { dialect: cutText(dialect, 1_000) }),
    servers: serversOf(root, by),
    tags: facts.tags,
    ...(facts.tagGroups && { tagGroups: facts.tagGroups }),
    securitySchemes: schemesOf(root, by),
    security: securityOf(root) ?? [],
    operationCount: facts.operationCount,
    webhookCount: facts.webhookCount,
    schemaCount: facts.schemaCount,
  };
  return { overview, findings: titleFindings(title) };
}

function titleFindings(title: string): Finding[] {
  if (title.length <= MAX_TITLE) return [];
  const message = `The title has ${title.length.toLocaleString("en")} characters; it is shown cut to ${MAX_TITLE}.`;
  const hint = "Move the text into the description.";
  return [finding("warning", "long-title", message, { pointer: "#/info/title", hint })];
}

/** Only an image that is in the document itself: any other would tell a third party who reads. */
function logoOf(info: Tree): Pick<DocumentOverview, "logo"> {
  const logo = treeAt(info, "x-logo");
  const src = textAt(logo, "url") ?? "";
  const isImage =
    src.length <= MAX_LOGO_LENGTH &&
    /^data:image\/(png|jpeg|gif|webp|avif|svg\+xml)(;charset=utf-8)?(;base64)?,[\w+/=%.!~*'():@$&,;-]+$/i.test(
      src,
    );
  return isImage ? { logo: { src, alt: cutText(textAt(logo, "altText") ?? "", MAX_TITLE) } } : {};
}

function contactOf(info: Tree): Pick<DocumentOverview, "contact"> {
  const contact = treeAt(info, "contact");
  const name = textAt(contact, "name");
  const url = textAt(contact, "url");
  const email = textAt(contact, "email");
  if (!name && !url && !email) return {};
  return {
    contact: {
      ...(name && { name: cutText(name, MAX_TITLE) }),
      ...(url && isWebUrl(url) && { url }),
      ...(email && /^[^\s@<>"]+@[^\s@<>"]+$/.test(email) && { email }),
    },
  };
}

function licenceOf(info: Tree): Pick<DocumentOverview, "licence"> {
  const licence = treeAt(info, "license");
  const name = textAt(licence, "name");
  const url = textAt(licence, "url");
  const identifier = textAt(licence, "identifier");
  if (!name && !identifier) return {};
  return {
    licence: {
      name: cutText(name ?? identifier ?? "", MAX_TITLE),
      ...(url && isWebUrl(url) && { url }),
      ...(identifier && { identifier: cutText(identifier, 100) }),
    },
  };
}
