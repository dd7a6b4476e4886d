/** `npm run lint:probes`: plants every violation that the boundaries forbid, and expects exactly its rule to refuse it. */
import { probeLinter } from './lint.js';
import { fault } from './probe.js';
import { probes } from './probes.js';

const linter = probeLinter(process.cwd());
let failed = 0;
for (const probe of probes) {
  const why = fault(probe, await linter.lint(probe));
  if (why !== undefined) failed += 1;
  console.log(
    `${why === undefined ? 'ok  ' : 'FAIL'} ${probe.name}${why === undefined ? '' : `: ${why}`} (${probe.path})`,
  );
}
console.log(`${probes.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
