import {
  autocompletion,
  type CompletionContext,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { json, jsonParseLinter } from "@codemirror/lang-json";
import {
  bracketMatching,
  codeFolding,
  foldGutter,
  foldKeymap,
  HighlightStyle,
  indentOnInput,
  syntaxHighlighting,
} from "@codemirror/language";
import { type Diagnostic, linter, lintKeymap } from "@codemirror/lint";
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import type { JsonSchema } from "#server/specs/schema.ts";
import { schemaCheck } from "./schema-check.ts";
import { completeJson, rangeOfPointer } from "./schema-completion.ts";

export interface EditorOptions {
  parent: HTMLElement;
  text: string;
  language: "json" | "xml" | "text";
  label: string;
  /** Id of the words that explain it. */
  describedBy?: string;
  isReadOnly?: boolean;
  /** What the text must be; JSON only. */
  schema?: { schema: JsonSchema; $defs: Record<string, JsonSchema> };
  onChange?: (text: string) => void;
}

/** A CodeMirror in the portal's colours. Tab is left to the browser, so that it is no trap. */
export async function openEditor(options: EditorOptions): Promise<EditorView> {
  const { parent, text, language, label, describedBy, isReadOnly = false, schema, onChange } = options;
  const extensions: Extension[] = [
    EditorView.cspNonce.of(pageNonce()),
    THEME,
    syntaxHighlighting(COLOURS),
    lineNumbers(),
    foldGutter({ markerDOM: foldMarker }),
    codeFolding({ placeholderText: "…" }),
    bracketMatching(),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({
      "aria-label": label,
      ...(describedBy && { "aria-describedby": describedBy }),
      ...(isReadOnly && { tabindex: "0", "aria-readonly": "true" }),
    }),
    keymap.of([
      ...closeBracketsKeymap,
      ...defaultKeymap,
      ...historyKeymap,
      ...foldKeymap,
      ...completionKeymap,
      ...lintKeymap,
    ]),
    await languageOf(language),
  ];
  if (isReadOnly) extensions.push(EditorState.readOnly.of(true), EditorView.editable.of(false));
  else extensions.push(history(), indentOnInput(), closeBrackets());
  if (schema && !isReadOnly) extensions.push(...guidedBy(schema));
  if (onChange)
    extensions.push(
      EditorView.updateListener.of((update) => update.docChanged && onChange(update.state.doc.toString())),
    );
  return new EditorView({ parent, doc: text, extensions });
}

/** Styles need the nonce of the page that is shown, which later navigation does not change. */
function pageNonce(): string {
  return document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce ?? "";
}

async function languageOf(language: EditorOptions["language"]): Promise<Extension> {
  if (language === "json") return json();
  if (language === "xml") return (await import("@codemirror/lang-xml")).xml();
  return [];
}

function guidedBy({ schema, $defs }: NonNullable<EditorOptions["schema"]>): Extension[] {
  const check = schemaCheck(schema, $defs);
  const parse = jsonParseLinter();
  return [
    autocompletion({
      override: [
        (context: CompletionContext) => {
          const found = completeJson(context.state, context.pos, schema, $defs);
          const isAsked = context.explicit || context.matchBefore(/["\w]$/);
          return found && isAsked ? { ...found, filter: true } : null;
        },
      ],
    }),
    linter(
      (view): Diagnostic[] => {
        const text = view.state.doc.toString();
        if (text.trim() === "") return [];
        const broken = parse(view);
        if (broken.length > 0) return broken;
        return check(JSON.parse(text)).map(({ pointer, message }) => ({
          ...rangeOfPointer(view.state, pointer),
          severity: "warning",
          message,
        }));
      },
      { delay: 350 },
    ),
  ];
}

function foldMarker(isOpen: boolean): HTMLElement {
  const marker = document.createElement("span");
  marker.textContent = isOpen ? "▾" : "▸";
  marker.title = isOpen ? "Fold" : "Unfold";
  return marker;
}

const COLOURS = HighlightStyle.define([
  { tag: tags.propertyName, color: "var(--color-get)" },
  { tag: [tags.string, tags.attributeValue], color: "var(--color-post)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--color-put)" },
  { tag: [tags.tagName, tags.angleBracket], color: "var(--color-get)" },
  { tag: tags.attributeName, color: "var(--color-patch)" },
  { tag: [tags.comment, tags.processingInstruction, tags.documentMeta], color: "var(--color-faint)" },
]);

const THEME = EditorView.theme({
  "&": {
    color: "var(--color-ink)",
    backgroundColor: "var(--color-sunken)",
    fontSize: "var(--text-caption)",
    maxHeight: "var(--editor-height, 24rem)",
    borderRadius: "inherit",
  },
  "&.cm-focused": { outline: "2px solid var(--color-accent)", outlineOffset: "-2px" },
  ".cm-scroller": { fontFamily: "var(--font-mono)", lineHeight: "1.5rem", overflow: "auto" },
  ".cm-content": { caretColor: "var(--color-ink)", paddingBlock: "0.5rem" },
  ".cm-cursor": { borderLeftColor: "var(--color-ink)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground, ::selection": {
    backgroundColor: "var(--color-accent-soft) !important",
  },
  ".cm-content ::selection": { color: "inherit" },
  ".cm-gutters": {
    backgroundColor: "var(--color-sunken)",
    color: "var(--color-faint)",
    border: "none",
  },
  ".cm-foldGutter .cm-gutterElement": { cursor: "pointer", paddingInline: "0.25rem" },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": {
    backgroundColor: "var(--color-hover)",
    outline: "1px solid var(--color-rule)",
  },
  ".cm-foldPlaceholder": {
    backgroundColor: "var(--color-hover)",
    border: "1px solid var(--color-rule)",
    color: "var(--color-muted)",
    paddingInline: "0.375rem",
  },
  ".cm-tooltip": {
    backgroundColor: "var(--color-raised)",
    color: "var(--color-ink)",
    border: "1px solid var(--color-rule)",
    borderRadius: "var(--radius-md)",
    boxShadow: "var(--shadow-float)",
    zIndex: "60",
  },
  ".cm-tooltip-autocomplete > ul": { fontFamily: "var(--font-mono)", fontSize: "var(--text-caption)" },
  ".cm-tooltip-autocomplete > ul > li": { padding: "0.25rem 0.625rem" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": {
    backgroundColor: "var(--color-accent)",
    color: "var(--color-on-accent)",
  },
  ".cm-completionDetail": { color: "inherit", opacity: "0.85", fontStyle: "normal", marginLeft: "0.75rem" },
  ".cm-completionInfo": { maxWidth: "20rem", padding: "0.5rem 0.625rem", fontFamily: "var(--font-sans)" },
  ".cm-diagnostic": {
    fontFamily: "var(--font-sans)",
    fontSize: "var(--text-caption)",
    padding: "0.375rem 0.625rem",
  },
  ".cm-diagnostic-error": { borderLeftColor: "var(--color-danger)" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--color-attention)" },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--color-danger)",
    textUnderlineOffset: "0.2em",
  },
  ".cm-lintRange-warning": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--color-attention)",
    textUnderlineOffset: "0.2em",
  },
});
