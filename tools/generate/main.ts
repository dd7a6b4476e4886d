import { Command, InvalidArgumentError, Option } from 'commander';
import { correct } from './disk.js';
import { type Drift, driftOf } from './drift.js';
import { compatibilityOf } from './gate.js';
import type { GeneratedFile } from './generated-file.js';
import { messageFiles } from './message-files.js';
import { currentMessages, generatedFiles, generatedFolders, parts, root } from './producers.js';
import { releasesFolder } from './releases.js';
import { gapsOf, rulesOf } from './rules/rules.js';

interface Flags {
  readonly check: boolean;
  readonly release?: string;
  readonly overwrite: boolean;
  readonly only?: string;
}

const program = new Command('npm run generate --')
  .description(
    'Writes the files that are made from the code: JSON Schemas of messages, the AsyncAPI and the OpenAPI document, the map of the rules. Warns of changes that break the last release.',
  )
  .option(
    '--check',
    'write nothing; fail when a file is not current, a change breaks the last release, or a rule or a case has no code or no test',
    false,
  )
  .option('--release <version>', `keep the messages of a release under ${releasesFolder}/v<version>`, version)
  .addOption(new Option('--only <part>', 'write one part; the others may stay behind').choices(parts))
  .option('--overwrite', 'with --release: replace a release that is kept already', false)
  .showHelpAfterError();

const flags = program.parse().opts<Flags>();
process.exitCode = flags.release
  ? await release(flags.release)
  : flags.check
    ? await check()
    : await generate();

async function generate(): Promise<number> {
  const files = await generatedFiles(flags.only);
  const drift = await driftOf(root, files.map(exactly), flags.only ? [] : generatedFolders);
  await correct(root, files, drift);
  for (const { path, what } of drift) console.log(`${what === 'stray' ? 'removed' : 'wrote'} ${path}`);
  console.log(`${files.length} generated files, ${drift.length} changed`);
  const { breaks, release: last } = await compatibilityOf(root, currentMessages);
  if (breaks.length > 0) console.error(`Warning: changes that break ${last}: ${breaks.length}; see --check`);
  const gaps = gapsOf(await rulesOf(root));
  if (gaps.length > 0)
    console.error(`Warning: rules or cases without code or test: ${gaps.length}; see --check`);
  return 0;
}

/** What is written is current to the last line number. */
function exactly({ path, content }: GeneratedFile): GeneratedFile {
  return { path, content };
}

async function check(): Promise<number> {
  const drift = await driftOf(root, await generatedFiles(), generatedFolders);
  const { breaks, release: last } = await compatibilityOf(root, currentMessages);
  const gaps = gapsOf(await rulesOf(root));
  list(drift);
  for (const line of [...breaks, ...gaps]) console.error(line);
  if (drift.length > 0) console.error(`Not current: ${drift.length}. Run npm run generate`);
  if (breaks.length > 0)
    console.error(`Changes that break ${last}: ${breaks.length}. Keep v1 as it was, or open v2 beside it`);
  if (gaps.length > 0)
    console.error(
      `Rules or cases without code or test: ${gaps.length}. Name them where they are enforced, and in test titles`,
    );
  const faults = drift.length + breaks.length + gaps.length;
  if (faults === 0) console.log(`generated files are current${last ? `, and nothing breaks ${last}` : ''}`);
  return faults === 0 ? 0 : 1;
}

async function release(name: string): Promise<number> {
  const folder = `${releasesFolder}/v${name}`;
  const files = messageFiles(folder, currentMessages);
  const drift = await driftOf(root, files, [folder]);
  const isNew = drift.length === files.length && drift.every(({ what }) => what === 'missing');
  if (drift.length > 0 && !isNew && !flags.overwrite) {
    list(drift);
    console.error(
      `${folder} holds other messages: a release does not change (--overwrite if it is not out yet)`,
    );
    return 1;
  }
  await correct(root, files, drift);
  console.log(`${folder}: ${currentMessages.length} messages`);
  return 0;
}

function list(drift: readonly Drift[]): void {
  for (const { path, what } of drift) console.error(`${what.padEnd(8)}${path}`);
}

function version(text: string): string {
  if (/^\d+(?:\.\d+)*$/.test(text)) return text;
  throw new InvalidArgumentError('a version is numbers and dots, 0.1');
}
