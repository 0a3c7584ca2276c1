/** The ways to make a call that samples are written for; `language` groups them. Safe in a browser. */
export const SAMPLE_CLIENTS = [
  { id: "curl", language: "Shell", label: "curl", highlight: "bash" },
  { id: "httpie", language: "Shell", label: "HTTPie", highlight: "bash", install: "pip install httpie" },
  { id: "fetch", language: "JavaScript", label: "fetch", highlight: "javascript" },
  {
    id: "axios",
    language: "JavaScript",
    label: "axios",
    highlight: "javascript",
    install: "npm install axios",
  },
  { id: "typescript", language: "TypeScript", label: "fetch", highlight: "typescript" },
  {
    id: "requests",
    language: "Python",
    label: "requests",
    highlight: "python",
    install: "pip install requests",
  },
  { id: "httpx", language: "Python", label: "httpx", highlight: "python", install: "pip install httpx" },
  { id: "go", language: "Go", label: "net/http", highlight: "go" },
  { id: "java", language: "Java", label: "java.net.http", highlight: "java" },
  { id: "csharp", language: "C#", label: "HttpClient", highlight: "csharp" },
  { id: "php", language: "PHP", label: "cURL", highlight: "php" },
  { id: "ruby", language: "Ruby", label: "net/http", highlight: "ruby" },
  {
    id: "rust",
    language: "Rust",
    label: "reqwest",
    highlight: "rust",
    install: "cargo add reqwest tokio -F reqwest/multipart,tokio/full",
  },
  { id: "swift", language: "Swift", label: "URLSession", highlight: "swift" },
  {
    id: "kotlin",
    language: "Kotlin",
    label: "OkHttp",
    highlight: "kotlin",
    install: 'implementation("com.squareup.okhttp3:okhttp:5.1.0")',
  },
] as const satisfies readonly SampleClientEntry[];

interface SampleClientEntry {
  id: string;
  language: string;
  label: string;
  /** The highlighter's name of the language. */
  highlight: string;
  /** What brings the library in, where the language does not ship it. */
  install?: string;
}

export type SampleClient = (typeof SAMPLE_CLIENTS)[number]["id"];

export const DEFAULT_CLIENT: SampleClient = "curl";

export function isSampleClient(text: string | undefined): text is SampleClient {
  return SAMPLE_CLIENTS.some(({ id }) => id === text);
}

export function sampleClient(id: SampleClient): SampleClientEntry {
  return SAMPLE_CLIENTS.find((client) => client.id === id) ?? SAMPLE_CLIENTS[0];
}

/** "Python (httpx)": the language, and the client where there are several. */
export function clientName(id: SampleClient): string {
  const { language, label } = sampleClient(id);
  return id === "curl" ? label : `${language} (${label})`;
}
