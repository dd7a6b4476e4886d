/** A rule of docs/domain.md. */
export interface Rule {
  /** `CO-6` */
  readonly id: string;
  /** The number of its section: 1 for `## 1. Companies`. */
  readonly section: number;
  /** What it says first. */
  readonly sentence: string;
}

/** A section that holds rules. */
export interface Section {
  readonly number: number;
  readonly title: string;
  readonly rules: readonly Rule[];
}

/** Finds every number of a rule in a text; to be used with `matchAll`. */
export const ruleNumbers = /\b(?:CO|CA|PO|CT|EN|PT)-[1-9]\d*\b/g;

/** The sections of docs/domain.md that hold numbered rules (`- **CO-6** …`), in their order. */
export function sectionsOf(markdown: string): readonly Section[] {
  return markdown.split(/^(?=## )/m).flatMap((text) => {
    const heading = /^## (\d+)\. (.+)$/m.exec(text);
    if (!heading) return [];
    const number = Number(heading[1]);
    const rules = rulesIn(text, number);
    return rules.length === 0 ? [] : [{ number, title: heading[2] ?? '', rules }];
  });
}

function rulesIn(text: string, section: number): readonly Rule[] {
  const items = text.split(/^(?=- \*\*[A-Z]{2}-\d+\*\*)/m).slice(1);
  return items.map((item) => {
    const [, id = '', rest = ''] = /^- \*\*([A-Z]{2}-\d+)\*\* ([^]*?)(?:\n\n|$(?![^]))/.exec(item) ?? [];
    return { id, section, sentence: firstSentence(rest) };
  });
}

function firstSentence(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return /^.+?\.(?= |$)/.exec(line)?.[0] ?? line;
}
