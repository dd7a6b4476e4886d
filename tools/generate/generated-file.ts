/** A file that is made from the code and committed beside it. */
export interface GeneratedFile {
  /** From the root of the repository, with `/`. */
  readonly path: string;
  readonly content: string;
  /** What of it must be current; all of it, if left out. */
  readonly comparable?: (content: string) => string;
}

/** Makes some of the generated files. */
export type Producer = () => Promise<readonly GeneratedFile[]> | readonly GeneratedFile[];

/** JSON for people and for diffs: two spaces, keys in the order in which they were put in, a newline at the end. */
export const jsonFile = (path: string, value: unknown): GeneratedFile => ({
  path,
  content: `${JSON.stringify(value, null, 2)}\n`,
});
