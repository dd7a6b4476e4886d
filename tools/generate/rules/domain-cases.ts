/** A worked case of docs/domain.md, or a sequence that broke earlier versions of its rules: it is to stand as a test. */
export interface DomainCase {
  /** As the titles of its tests name it: `case 8` or `sequence 8`. */
  readonly id: string;
  /** What it says. */
  readonly sentence: string;
}

/** Finds every case and sequence that a title names, such as `worked case 8` and `sequence 8`. */
export const caseNumbers = /\b(?:case|sequence) [1-9]\d*\b/g;

/** The two numbered lists of docs/domain.md, in their order. */
export interface DomainCases {
  readonly cases: readonly DomainCase[];
  readonly sequences: readonly DomainCase[];
}

/** Reads both lists: each stands under its heading, up to the next one. */
export function domainCasesOf(markdown: string): DomainCases {
  return {
    cases: numbered(markdown, /^## (?:\d+\. )?Worked cases\b/, 'case'),
    sequences: numbered(markdown, /^## (?:\d+\. )?Sequences that broke\b/, 'sequence'),
  };
}

function numbered(markdown: string, heading: RegExp, what: string): readonly DomainCase[] {
  const section = markdown.split(/^(?=## )/m).find((text) => heading.test(text)) ?? '';
  return section
    .split(/^(?=\d+\. )/m)
    .slice(1)
    .map((item) => {
      const [, number = '', rest = ''] = /^(\d+)\. ([^]*?)(?:\n\n|$(?![^]))/.exec(item) ?? [];
      return { id: `${what} ${number}`, sentence: rest.replaceAll(/\s+/g, ' ').trim() };
    });
}
