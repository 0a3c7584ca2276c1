/** Redoc wants plain colours; these are the tokens of app/globals.css in both themes, all AA on their ground. */
interface Palette {
  paper: string;
  sunken: string;
  rule: string;
  ink: string;
  muted: string;
  accent: string;
  good: string;
  danger: string;
  attention: string;
  code: string;
  codeInk: string;
}

const LIGHT: Palette = {
  paper: "#fbfaf8",
  sunken: "#f4f3ef",
  rule: "#dfddd8",
  ink: "#182126",
  muted: "#475257",
  accent: "#1b5a70",
  good: "#1d6b3f",
  danger: "#a52a23",
  attention: "#7d4c05",
  code: "#16242b",
  codeInk: "#eef0ee",
};

const DARK: Palette = {
  paper: "#0d161a",
  sunken: "#091115",
  rule: "#2a363c",
  ink: "#ebeae7",
  muted: "#aeb8bc",
  accent: "#7cc4d8",
  good: "#83d3a1",
  danger: "#f29b93",
  attention: "#e6bf74",
  code: "#070e12",
  codeInk: "#eef0ee",
};

function themeOf(palette: Palette) {
  const { paper, sunken, rule, ink, muted, accent, good, danger, attention, code, codeInk } = palette;
  return {
    colors: {
      primary: { main: accent },
      success: { main: good },
      error: { main: danger },
      warning: { main: attention, contrastText: paper },
      text: { primary: ink, secondary: muted },
      border: { dark: rule, light: rule },
      responses: {
        success: { color: good, backgroundColor: sunken },
        error: { color: danger, backgroundColor: sunken },
        redirect: { color: attention, backgroundColor: sunken },
        info: { color: accent, backgroundColor: sunken },
      },
    },
    schema: { nestedBackground: sunken, linesColor: rule, typeNameColor: muted, typeTitleColor: muted },
    typography: {
      fontFamily: "system-ui, sans-serif",
      headings: { fontFamily: "system-ui, sans-serif" },
      code: { fontFamily: "ui-monospace, Menlo, monospace", color: danger, backgroundColor: sunken },
      links: { color: accent, visited: accent, hover: ink },
    },
    sidebar: { backgroundColor: sunken, textColor: ink, activeTextColor: accent },
    rightPanel: { backgroundColor: code, textColor: codeInk },
  };
}

export const REDOC_THEMES = { light: themeOf(LIGHT), dark: themeOf(DARK) };
/** What stands in the frame before Redoc does, so that nothing flashes. */
export const REDOC_PAPER = {
  light: { background: LIGHT.paper, ink: LIGHT.ink, more: "" },
  // What Redoc draws for a light page whatever its theme: rows of tables, small headings, chosen tabs, patterns.
  dark: {
    background: DARK.paper,
    ink: DARK.ink,
    more:
      "table tr,table tr:nth-child(2n){background:transparent!important}" +
      "h5,h5 span{color:inherit!important}" +
      `[role=tab][aria-selected=true]{background:${DARK.rule}!important}` +
      `td span>span,td>div>div:first-child>span:nth-child(n+3){color:${DARK.accent}!important}`,
  },
};

/**
 * Redoc hides the stroke before each of a document's facts (licence, contact) at the beginning of a line under the edge
 * of their box, and with it the first letters of a fact that wraps; here each fact keeps the stroke's place free itself.
 */
export const REDOC_FACTS =
  ".api-info>div:first-of-type>div>div>span{padding-left:15px;min-width:0;overflow-wrap:anywhere}" +
  ".api-info>div:first-of-type>div>div>span::before{margin-left:-15px}";
