import { relative } from 'node:path';
import { Command } from 'commander';
import { rootFolder } from './apps.js';
import { buildApps } from './build-apps.js';

const program = new Command('npm run build --')
  .description('Bundles the apps into dist/apps/<app>/main.js.')
  .argument('[app...]', 'the apps to build; all of them unless named')
  .parse();

try {
  const startedAt = performance.now();
  const built = await buildApps(program.args.length > 0 ? program.args : undefined);
  for (const { file, bytes } of built) {
    console.log(`${relative(rootFolder, file)}  ${(bytes / 1024).toFixed(0)} kB`);
  }
  console.log(`${built.length} apps in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
