/** The uploaded text files by path; `root` names the document, the others are what it may refer to. */
export interface Upload {
  root: string;
  files: Map<string, string>;
}
