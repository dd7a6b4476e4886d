import { describe, expect, it } from '@jest/globals';
import { caseGaps, caseMap } from './case-map.js';
import { caseTables } from './case-tables.js';
import { domainCasesOf } from './domain-cases.js';
import type { Source } from './mentions.js';
import { rulesPage } from './page.js';

const domain = `# The domain

## 3. License pool

1. No case, case 7.

## 8. Worked cases (each is at least one test)

1. Last 5 licences, two
   requests of 5.
2. One | other.
12. The last one.

Words after the list.

## Sources

## Sequences that broke earlier versions of these rules

Found by random walks.

1. Each day 1 more.
`;

const spec = (path: string, ...titles: readonly string[]): Source => ({
  path,
  text: titles.map((title) => `describe('${title}', () => {}); // case 12, sequence 1`).join('\n'),
});
const sources = [
  spec('apps/license-pool/src/domain/reservation.spec.ts', 'PO-4, case 1: of 5', 'worked case 1 again'),
  spec('apps/contracts/src/contracts.int.spec.ts', 'worked case 2 (CT-4)'),
  spec('apps/contracts/src/testing/ports-suite.ts', 'case 2'),
  spec('e2e/src/house/suite.ts', 'worked case 1 (PO-4)', 'worked case 12', 'sequence 1 (CT-11)'),
  spec('apps/contracts/src/domain/contract.ts', 'case 2'),
];

describe('the worked cases of the domain', () => {
  it('are read with all that they say; so are the sequences', () =>
    expect(domainCasesOf(domain)).toEqual({
      cases: [
        { id: 'case 1', sentence: 'Last 5 licences, two requests of 5.' },
        { id: 'case 2', sentence: 'One | other.' },
        { id: 'case 12', sentence: 'The last one.' },
      ],
      sequences: [{ id: 'sequence 1', sentence: 'Each day 1 more.' }],
    }));

  it('are tested by what names them in its title, on three levels', () => {
    const { cases, sequences } = caseMap(domain, sources);
    const placesOf = ({ tests }: (typeof cases)[number]) =>
      Object.values(tests).map((mentions) => mentions.map(({ path, line }) => `${path}:${line}`));
    expect([...cases, ...sequences].map(placesOf)).toEqual([
      [
        [
          'apps/license-pool/src/domain/reservation.spec.ts:1',
          'apps/license-pool/src/domain/reservation.spec.ts:2',
        ],
        [],
        ['e2e/src/house/suite.ts:1'],
      ],
      [[], ['apps/contracts/src/contracts.int.spec.ts:1', 'apps/contracts/src/testing/ports-suite.ts:1'], []],
      [[], [], ['e2e/src/house/suite.ts:2']],
      [[], [], ['e2e/src/house/suite.ts:3']],
    ]);
  });
});

describe('the check of the cases', () => {
  it('passes when every case and every sequence has a test', () =>
    expect(caseGaps(caseMap(domain, sources))).toEqual([]));

  it('fails for one that no title names: a comment does not', () =>
    expect(caseGaps(caseMap(domain, sources.slice(0, 3)))).toEqual([
      'case 12 has no test that names it: The last one.',
      'sequence 1 has no test that names it: Each day 1 more.',
    ]));
});

describe('the tables of docs/rules.md', () => {
  it('link each case to the lines of its tests', () => {
    const tables = caseTables(caseMap(domain, sources));
    const path = '../apps/license-pool/src/domain/reservation.spec.ts';
    expect(tables).toContain(
      `| 1 | Last 5 licences, two requests of 5. | license-pool/reservation.spec.ts [1](${path}#L1), [2](${path}#L2) |  | e2e/suite.ts [1](../e2e/src/house/suite.ts#L1) |`,
    );
    expect(tables).toContain('| 2 | One \\| other. |  | contracts/contracts.int.spec.ts [1]');
  });

  it('are as current when lines have moved, and no longer when a test has', () => {
    const page = (all: readonly Source[]) => rulesPage({ sections: [], cases: caseMap(domain, all) });
    const comparable = page(sources).comparable as (content: string) => string;
    const after = (all: readonly Source[]) => comparable(page(all).content);
    const moved = sources.map((source) => ({ ...source, text: `// one more line\n${source.text}` }));
    expect(after(moved)).toBe(after(sources));
    expect(after(sources.slice(1))).not.toBe(after(sources));
  });
});
