import type { GeneratedFile } from '../generated-file.js';
import { caseTables } from './case-tables.js';
import type { Mention } from './mentions.js';
import { type MappedSection, type RuleEntry, completeSections } from './rule-map.js';
import type { Rules } from './rules.js';

const header = `# Where each rule is enforced and tested

Made by \`npm run generate\` from [domain.md](domain.md) and the code; do not edit. A rule is enforced by the lines that name
it: a comment (\`// CO-6\`), a docstring, or a refusal that carries its number. Tests name it in their titles. The check that
is part of \`npm test\` fails when a rule of a complete section has neither, when a worked case or a sequence of domain.md has no
test (\`worked case 8\`, \`sequence 8\`), and when this page lists other places than the code does. [The table of
cases](#worked-cases-and-sequences) comes last.

Each place is a line, to click on, and the declaration around it, to find it by when lines have moved. The check does not
compare line numbers: else every edit of a file would make this page stale, and every two branches would meet here. They are
those of the last \`npm run generate\`.
`;

/** docs/rules.md. */
export function rulesPage({ sections, cases }: Rules): GeneratedFile {
  return {
    path: 'docs/rules.md',
    content: [header, ...sections.map(sectionPage), caseTables(cases)].join('\n'),
    comparable: withoutLines,
  };
}

/** The page without its line numbers. */
const withoutLines = (page: string): string => page.replaceAll(/\[\d+\]\(([^)#]*)#L\d+\)/g, '[]($1)');

function sectionPage({ number, title, rules }: MappedSection): string {
  const mark = completeSections.includes(number) ? '' : ' (not complete yet)';
  return [`## ${number}. ${title}${mark}\n`, ...rules.map(rulePage)].join('\n');
}

function rulePage({ id, sentence, enforcing, tests }: RuleEntry): string {
  return [`### ${id}\n`, `${sentence}\n`, places('Enforced', enforcing), places('Tested', tests)].join('\n');
}

function places(what: string, mentions: readonly Mention[]): string {
  if (mentions.length === 0) return `${what}: nowhere yet.\n`;
  const files = [...new Set(mentions.map(({ path }) => path))];
  const lines = files.map((path) => {
    const here = mentions.filter((mention) => mention.path === path);
    return `- ${path}: ${here.map(place).join(', ')}`;
  });
  return [`${what}:\n`, ...lines, ''].join('\n');
}

const place = ({ path, line, name }: Mention): string =>
  `[${line}](../${path}#L${line})${name === '' ? '' : ` ${code(name)}`}`;

/** As code, whatever backticks the text itself holds. */
const code = (text: string): string => (text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``);
