import { describe, expect, it } from '@jest/globals';
import { caseMap } from './case-map.js';
import { type Section, sectionsOf } from './domain-rules.js';
import { type Source, enforcingIn, testsIn } from './mentions.js';
import { rulesPage } from './page.js';
import { ruleGaps, ruleMap } from './rule-map.js';

const domain = `# The domain

## 0. Vocabulary

| term | meaning |

## 1. Companies

- **CO-1** Three types: distributor, partner (a chain of at most
  3). Its distributor is at the top. (seed)
- **CO-2** A rule without full stop

## 9. License pool

- **PO-4** Lots are drawn in order. (src)
  An example, e.g. 100 × Y1.

Words after the list. CO-9 is only mentioned here.

## 8. Worked cases

1. Last 5 licences: PO-4.
`;

const source: Source = {
  path: 'apps/companies/src/domain/tree.ts',
  text: `import { err } from 'x';

/** May a company have this parent? CO-1. */
export function mayHave(parent: string): boolean {
  // CO-1: again
  return parent !== 'CO-2 in a text';
}

export const policies = [
  // PO-4
  (x: number) => x,
];

export class Tree {
  /** CO-2 */
  grow(): unknown {
    return err({ rule: 'CO-1', detail: 'no // CO-9' }); // CO-10
  }
}
// not-CO-3x, XCO-4
`,
};

const spec: Source = {
  path: 'apps/companies/src/domain/tree.spec.ts',
  text: `describe('CO-1: the tree', () => {
  it.each([['CO-9 in a table']])('CO-2 and CO-1: %s', () => {
    expect('CO-9').toBe(1); // CO-9
  });
  it(\`PO-4 \${n}\`, () => undefined);
});
`,
};

const brief = (mentions: readonly { rule: string; line: number; name: string }[]) =>
  mentions.map(({ rule, line, name }) => `${rule} ${line} ${name}`);

describe('rules of the domain', () => {
  it('are read with their section and their first sentence', () => {
    const sections = sectionsOf(domain);
    expect(sections.map(({ number, title }) => [number, title])).toEqual([
      [1, 'Companies'],
      [9, 'License pool'],
    ]);
    expect(sections.flatMap(({ rules }) => rules)).toEqual([
      { id: 'CO-1', section: 1, sentence: 'Three types: distributor, partner (a chain of at most 3).' },
      { id: 'CO-2', section: 1, sentence: 'A rule without full stop' },
      { id: 'PO-4', section: 9, sentence: 'Lots are drawn in order.' },
    ] satisfies Section['rules']);
  });

  it('are enforced by comments and by refusals, once for each declaration', () => {
    expect(brief(enforcingIn(source))).toEqual([
      'CO-1 3 mayHave',
      'PO-4 10 policies',
      'CO-2 15 Tree.grow',
      'CO-10 17 Tree.grow',
      'CO-1 17 Tree.grow',
    ]);
  });

  it('are only told of by the docstrings of schemas', () => {
    const schema = { ...source, path: 'libs/messages/src/tree.ts' };
    expect(brief(enforcingIn(schema))[0]).toBe('CO-1 5 mayHave');
  });

  it('are tested by what names them in its title', () => {
    expect(brief(testsIn(spec))).toEqual([
      'CO-1 1 CO-1: the tree',
      'CO-2 2 CO-2 and CO-1: %s',
      'CO-1 2 CO-2 and CO-1: %s',
      'PO-4 5 PO-4 ${n}',
    ]);
  });
});

describe('the check of the rules', () => {
  const gaps = (sources: readonly Source[], complete: readonly number[]) =>
    ruleGaps(ruleMap(domain, sources), complete);

  it('passes when every rule of the complete sections has code and test', () => {
    expect(gaps([source, spec], [1, 9])).toEqual([]);
    expect(gaps([source, spec], [])).toEqual([]);
  });

  it('fails for a rule that nothing enforces: a comment in a test does not', () => {
    const planted = { ...source, text: source.text.replaceAll('CO-2', 'CO-0') };
    expect(gaps([planted, spec], [1])).toEqual([
      'CO-2 has no enforcing line (// CO-2): A rule without full stop',
    ]);
    expect(gaps([planted, spec], [9])).toEqual([]);
  });

  it('fails for a rule that no test names', () => {
    const planted = { ...spec, text: spec.text.replace('CO-2 and', 'something and') };
    expect(gaps([source, planted], [1])).toEqual([
      'CO-2 has no test that names it: A rule without full stop',
    ]);
  });

  it('fails for a rule that is new in the domain', () => {
    const grown = domain.replace('- **CO-2**', '- **CO-3** A new one. (ours)\n- **CO-2**');
    expect(ruleGaps(ruleMap(grown, [source, spec]), [1])).toEqual([
      'CO-3 has no enforcing line (// CO-3): A new one.',
      'CO-3 has no test that names it: A new one.',
    ]);
  });
});

describe('docs/rules.md', () => {
  const pageOf = (sources: readonly Source[]) =>
    rulesPage({ sections: ruleMap(domain, sources), cases: caseMap(domain, sources) });

  it('links each rule to its lines', () => {
    const { content } = pageOf([source, spec]);
    expect(content).toContain('### CO-2\n\nA rule without full stop\n');
    expect(content).toContain(
      '- apps/companies/src/domain/tree.ts: [15](../apps/companies/src/domain/tree.ts#L15) `Tree.grow`',
    );
    expect(content).toContain('tree.spec.ts#L2) `CO-2 and CO-1: %s`');
    expect(content).toContain('## 9. License pool (not complete yet)');
  });

  it('is as current when lines have moved, and no longer when a place has', () => {
    const page = pageOf([source, spec]);
    const comparable = page.comparable as (content: string) => string;
    const after = (text: string) => comparable(pageOf([{ ...source, text }, spec]).content);
    expect(after(`// one more line\n${source.text}`)).toBe(comparable(page.content));
    expect(after(source.text.replace('mayHave', 'canHave'))).not.toBe(comparable(page.content));
    expect(after(source.text.replace('// PO-4', ''))).not.toBe(comparable(page.content));
  });
});
