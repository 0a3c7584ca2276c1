import { toHtml } from "hast-util-to-html";
import bash from "highlight.js/lib/languages/bash";
import http from "highlight.js/lib/languages/http";
import javascript from "highlight.js/lib/languages/javascript";
import json from "highlight.js/lib/languages/json";
import nginx from "highlight.js/lib/languages/nginx";
import python from "highlight.js/lib/languages/python";
import typescript from "highlight.js/lib/languages/typescript";
import xml from "highlight.js/lib/languages/xml";
import yaml from "highlight.js/lib/languages/yaml";
import { createLowlight } from "lowlight";

const lowlight = createLowlight({ bash, http, javascript, json, nginx, python, typescript, xml, yaml });
const ALIAS: Record<string, string> = {
  curl: "bash",
  shell: "bash",
  sh: "bash",
  js: "javascript",
  ts: "typescript",
  py: "python",
  yml: "yaml",
  html: "xml",
};

/** Longer texts are shown plain: colour is not worth the bytes and the time. */
const MAX_CHARACTERS = 60_000;

/** The code as HTML with highlight.js class names, safe to insert; null when the language is unknown or it is too long. */
export function highlight(code: string, language: string): string | null {
  const name = ALIAS[language] ?? language;
  if (code.length > MAX_CHARACTERS || !lowlight.registered(name)) return null;
  return toHtml(lowlight.highlight(name, code));
}
