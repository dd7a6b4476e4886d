import { importing } from './planted.js';
import type { Probe } from './probe.js';

const rule = '@nx/enforce-module-boundaries';
const pool = 'apps/license-pool/src/adapters/http/probe.ts';
const catalogModule = 'apps/catalog/src/catalog.module.ts';

/** Tags: who may depend on which project, and on which packages. */
export const projectProbes: readonly Probe[] = [
  importing('@reservoir/contracts', pool, rule),
  importing('@reservoir/tools/platform', pool, rule),
  importing('@reservoir/e2e', catalogModule, rule),
  importing('../../../../contracts/src/domain/contract.js', pool, rule),
  importing('../../../libs/kernel/src/clock.js', catalogModule, rule),
  importing('date-fns', pool, rule),
  importing('uuid', pool, rule),
  importing('commander', pool, rule),
  importing('@reservoir/license-pool', 'libs/service/src/probe.ts', rule),
  importing('@reservoir/license-pool', 'libs/messaging/src/probe.spec.ts', rule),
  importing('@reservoir/license-pool', 'libs/testing/src/probe.ts', rule),
  importing('@reservoir/contracts', 'e2e/src/probe.ts', rule),
  importing('@reservoir/contracts', 'bench/src/probe.ts', rule),
  importing('@reservoir/contracts/testing/walk', 'apps/license-pool/src/testing/probe.ts', rule),
  importing('@reservoir/walks', 'apps/contracts/src/testing/probe.ts', rule),
  importing('@reservoir/messaging', 'walks/src/probe.ts', rule),
  importing('../../apps/contracts/src/domain/contract.js', 'walks/src/probe.ts', rule),
  importing('@reservoir/license-pool', 'tools/orders/probe.ts', rule),
  importing('@reservoir/e2e', 'tools/orders/probe.ts', rule),
  importing('@reservoir/service', 'libs/kernel/src/probe.spec.ts', rule),
  importing('@reservoir/messages', 'libs/catalog-rules/src/probe.spec.ts', rule),
  importing('@reservoir/catalog-rules', 'libs/messaging/src/probe.ts', rule),
  importing('@reservoir/catalog-rules', 'libs/kernel/src/probe.spec.ts', rule),
  importing('@reservoir/messaging', 'libs/messages/src/probe.spec.ts', rule),
  importing('@reservoir/service', 'libs/messaging/src/probe.ts', rule), // a circle: service uses messaging
  importing('date-fns', 'libs/messaging/src/probe.ts', rule),
  importing('@reservoir/tools/platform', 'libs/service/src/probe.ts', rule),
  importing('@reservoir/tools/platform', 'libs/testing/src/probe.ts', rule),
  importing('fastify', 'libs/service/src/probe.ts', rule),
];
