/** `npm run points:verify`: whether the stored ledgers of points are what they were when they were written (PT-1). */
import { connectMongo } from '@reservoir/service';
import { LedgerVerifier } from './adapters/mongo/ledger-verifier.js';
import { readVerifyEnv, service } from './env.js';

const { partner, ...env } = readVerifyEnv();
const connection = await connectMongo(service.name, env);
const verifier = new LedgerVerifier(connection);
let [ledgers, entries, faults] = [0, 0, 0];
for await (const partnerId of partner === undefined ? verifier.partners() : [partner]) {
  const found = await verifier.verify(partnerId);
  ledgers += 1;
  entries += found.entries;
  if (found.fault === undefined) continue;
  faults += 1;
  const { number, id, code, detail } = found.fault;
  process.stderr.write(`${partnerId}: entry ${number}${id === null ? '' : ` (${id})`}: ${code}: ${detail}\n`);
}
await connection.close();
process.stdout.write(
  `${ledgers} ledgers, ${entries} entries that are right, ${faults} ledgers with a fault\n`,
);
process.exitCode = faults === 0 ? 0 : 1;
