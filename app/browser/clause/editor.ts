import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { markdownLanguage } from "@codemirror/lang-markdown";
import { syntaxTree } from "@codemirror/language";
import { EditorState, RangeSetBuilder, type Extension } from "@codemirror/state";
import { Decoration, EditorView, keymap, ViewPlugin, type DecorationSet, type ViewUpdate } from "@codemirror/view";

/** An editor in the place of a text area. */
export type Editor = {
  area: HTMLTextAreaElement;
  /** Whether an input method is in the middle of a word. */
  isComposing: () => boolean;
  setText: (text: string) => void;
  onChange: (listener: () => void) => void;
};

/** How parts of markdown are told apart, by the names of lezer's nodes. */
const CLASSES: Record<string, string> = {
  StrongEmphasis: "md-strong", Emphasis: "md-emphasis", InlineCode: "md-code", FencedCode: "md-code", Link: "md-link",
  EmphasisMark: "md-mark", HeaderMark: "md-mark", ListMark: "md-mark", QuoteMark: "md-mark", TableDelimiter: "md-mark", URL: "md-mark", LinkMark: "md-mark", CodeMark: "md-mark",
};

/** Sets an editor before a text area and hides that; what is typed goes into it. The tab key leaves, as everywhere. */
export function mountEditor(area: HTMLTextAreaElement, nonce: string): Editor {
  const listeners: (() => void)[] = [];
  const mirror = EditorView.updateListener.of(({ docChanged, state }) => {
    if (!docChanged) return;
    area.value = state.doc.toString();
    for (const listener of listeners) listener();
  });
  const { id } = area;
  area.removeAttribute("id");
  const view = new EditorView({ state: EditorState.create({ doc: area.value, extensions: [extensionsFor(area, { id, nonce }), mirror] }) });
  area.before(view.dom);
  area.hidden = true;
  document.getElementById(`${id}-label`)?.addEventListener("click", () => view.focus());
  return {
    area,
    isComposing: () => view.composing,
    setText: (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } }),
    onChange: (listener) => void listeners.push(listener),
  };
}

function extensionsFor(area: HTMLTextAreaElement, { id, nonce }: { id: string; nonce: string }): Extension {
  const described = area.getAttribute("aria-describedby");
  const invalid = area.getAttribute("aria-invalid");
  return [
    history(),
    keymap.of([...defaultKeymap, ...historyKeymap]),
    EditorView.lineWrapping,
    EditorView.cspNonce.of(nonce),
    markdownLanguage,
    markedParts,
    EditorView.contentAttributes.of({
      id, lang: area.lang, "aria-labelledby": `${id}-label`, spellcheck: "false", autocorrect: "off", autocapitalize: "off",
      ...(described ? { "aria-describedby": described } : {}), ...(invalid ? { "aria-invalid": invalid } : {}),
    }),
  ];
}

const markedParts = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = markParts(view);
    }

    update(update: ViewUpdate): void {
      const isParsedFurther = syntaxTree(update.startState) !== syntaxTree(update.state);
      if (update.docChanged || update.viewportChanged || isParsedFurther) this.decorations = markParts(update.view);
    }
  },
  { decorations: ({ decorations }) => decorations },
);

function markParts(view: EditorView): DecorationSet {
  const marks = new RangeSetBuilder<Decoration>();
  for (const { from, to } of view.visibleRanges) {
    syntaxTree(view.state).iterate({
      from, to,
      enter: (node) => {
        const name = CLASSES[node.name];
        if (name && node.from < node.to) marks.add(node.from, node.to, Decoration.mark({ class: name }));
      },
    });
  }
  return marks.finish();
}
