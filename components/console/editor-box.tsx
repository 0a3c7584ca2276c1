"use client";
import type { EditorView } from "@codemirror/view";
import { useEffect, useRef, useState } from "react";
import { Spinner } from "#components/ui/spinner.tsx";
import { TextArea } from "#components/ui/text-area.tsx";
import type { EditorOptions } from "./code-editor.ts";

type EditorBoxProps = Omit<EditorOptions, "parent">;

/** A code editor that loads when it is first needed; until then, and where it cannot load, a plain text field. */
export function EditorBox(props: EditorBoxProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const latest = useRef(props);
  const [state, setState] = useState<"loading" | "ready" | "failed">("loading");
  const { text, language, schema, label } = props;

  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    let isGone = false;
    const open = async () => {
      const { openEditor } = await import("./code-editor.ts");
      if (isGone || !host.current) return;
      const opened = await openEditor({
        ...latest.current,
        language,
        label,
        ...(schema && { schema }),
        parent: host.current,
        onChange: (next) => latest.current.onChange?.(next),
      });
      if (isGone) return opened.destroy();
      view.current = opened;
      setState("ready");
    };
    open().catch(() => setState("failed"));
    return () => {
      isGone = true;
      view.current?.destroy();
      view.current = null;
    };
  }, [language, schema, label]);

  // Text that comes from elsewhere, an example or an earlier call, replaces what stands there.
  useEffect(() => {
    const editor = view.current;
    if (editor && editor.state.doc.toString() !== text)
      editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
  }, [text]);

  return (
    <div className="min-w-0 rounded-lg border border-rule">
      <div ref={host} className="rounded-lg" />
      {state === "loading" ? (
        <p className="flex items-center gap-2 p-4 text-caption text-muted">
          <Spinner /> Loading the editor
        </p>
      ) : null}
      {state === "failed" ? (
        <TextArea
          label={label}
          isLabelHidden
          name="code"
          isCode
          rows={10}
          readOnly={props.isReadOnly}
          value={text}
          onChange={(event) => props.onChange?.(event.target.value)}
        />
      ) : null}
    </div>
  );
}
