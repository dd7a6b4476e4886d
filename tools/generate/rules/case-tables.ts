import { type CaseMap, type MappedCase, levels } from './case-map.js';
import type { Mention } from './mentions.js';

/** The part of docs/rules.md that tells where each worked case and each sequence stands as a test. */
export function caseTables({ cases, sequences }: CaseMap): string {
  return [
    '## Worked cases and sequences\n',
    'By what runs in the tests that name them in their titles: pure decisions, one service on real servers, the whole system.\n',
    table('worked case', cases),
    table('sequence that broke earlier versions', sequences),
  ].join('\n');
}

function table(what: string, cases: readonly MappedCase[]): string {
  const head = [
    ['', what, ...levels],
    ['---', '---', ...levels.map(() => '---')],
  ];
  const rows = cases.map(({ id, sentence, tests }) => [
    id.replace(/^\w+ /, ''),
    sentence.replaceAll('|', '\\|'),
    ...levels.map((level) => places(tests[level])),
  ]);
  return [...head, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n') + '\n';
}

/** Each file once, with a link to every line. */
function places(mentions: readonly Mention[]): string {
  const paths = [...new Set(mentions.map(({ path }) => path))];
  return paths
    .map((path) => {
      const lines = new Set(mentions.filter((one) => one.path === path).map(({ line }) => line));
      return `${nameOf(path)} ${[...lines].map((line) => `[${line}](../${path}#L${line})`).join(', ')}`;
    })
    .join('<br>');
}

/** `contracts/renew.spec.ts`: its project, and its own name. */
function nameOf(path: string): string {
  const parts = path.split('/');
  return [parts[0] === 'e2e' ? parts[0] : parts[1], parts.at(-1)].join('/');
}
