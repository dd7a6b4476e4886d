import type { Servers } from '@reservoir/testing/servers';
import type { Platform } from '../platform/platform.js';

/** What a person needs to go on: addresses, a ready call, and where tokens come from. */
export function farewell(
  { url, services, issuer }: Platform,
  servers: Servers,
  { demo, sandbox }: { readonly demo: boolean; readonly sandbox: boolean },
): string {
  const tokenUrl = `${issuer.url}/token?company=partner-gold&role=total-control`;
  const probes = [...services.values()].map(
    ({ name, healthUrl }) => `  ${name.padEnd(18)} ${healthUrl}/health/ready`,
  );
  const call = `  TOKEN=$(npm run --silent token -- --company partner-gold --role total-control)
  curl -s -H "Authorization: Bearer $TOKEN" ${url}/v1/partners/partner-gold/pools`;
  return `
  API                ${url}/v1
  Documentation      ${url}/docs
  Kafka              ${servers.kafkaBrokers}
  Tokens             npm run token -- --help   (or ${tokenUrl})

Probes and metrics
${probes.join('\n')}
${sandbox ? `\n${clock(url)}\n` : ''}${demo ? `\nTry\n${call}\n` : ''}
Purchases like those of a real order system: npm run orders -- --help
Ctrl-C ends all of it; data and logs stay under .data/.`;
}

/** How to let time pass. */
const clock = (url: string): string => `Let time pass: all that is due happens on the way, in its order
  OPERATOR=$(npm run --silent token -- --role operator)
  curl -s -X POST -H "Authorization: Bearer $OPERATOR" -H 'Content-Type: application/json' -H 'Prefer: wait=30' \\
    -d '{ "by": "P30D" }' ${url}/v1/sandbox/clock:advance`;
