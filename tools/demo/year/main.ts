import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { format, resolveConfig } from 'prettier';
import { heading, progress } from '../../start/screen.js';
import { Player } from './player.js';
import { playTheYear } from './scenes.js';
import { startSystem } from './system.js';
import { Timeline } from './timeline.js';

const program = new Command('npm run demo:year --')
  .description(
    'Plays a year of a partner on a system of its own, over the clock of the sandbox, and prints what happened when: purchases, assignments, a trial, points, recoveries with their arithmetic, a customer that moves, notices, a short pool, a renewal, expiries.',
  )
  .option('--output <file>', 'writes the story as Markdown, too, such as docs/demo-year.md')
  .addHelpText(
    'after',
    `
Kafka and MongoDB are taken from KAFKA_BROKERS and MONGODB_URI if set, else they are started as npm start does, and nothing is kept.
It exits 0 only if everything came out as it should.`,
  )
  .showHelpAfterError();

const introduction = `Played by \`npm run demo:year -- --output docs/demo-year.md\` on a real system: Kafka, MongoDB, every service. The
operator advances the clock of the sandbox from scene to scene; what happens on the way happens by itself, in its order. What
somebody did is **bold**; the tables show the pools, and every row adds up.`;

const { output } = program.parse().opts<{ output?: string }>();
const timeline = new Timeline();
try {
  heading('A system of its own');
  const system = await startSystem(progress);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => void system.stop().then(() => process.exit(130)));
  try {
    await playTheYear(new Player(system, timeline));
  } finally {
    await system.stop();
  }
  if (output !== undefined) await writeFile(output, await formatted(output));
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

/** The story, as the format check of this repository wants it. */
async function formatted(file: string): Promise<string> {
  const markdown = timeline.markdown('A year of a partner', introduction);
  return format(markdown, { ...(await resolveConfig(file)), filepath: file });
}
