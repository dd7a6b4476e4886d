import { describe, expect, it } from '@jest/globals';
import { plusMs } from '@reservoir/kernel';
import { entitleFamily } from '../application/entitle-family.js';
import { needsOfEntitlements } from '../application/entitlement-needs.js';
import { needsOfReading, recordUsage } from '../application/record-usage.js';
import { newClient } from '../domain/client.js';
import { aLiveContract, aPeriod, at } from './entitled-contracts.js';
import { aCustomer, learnTheWorld, noon, theModules } from './contracts.fixtures.js';
import type { ContractsUnitOfWork } from './ports-suite.js';
import { aReading, edr } from './readings.js';

const now = at(10, 1);

/** What every implementation of the ports does with the use of services (EN-4). */
export function usePortsSuite(name: string, unitOfWork: () => ContractsUnitOfWork): void {
  const customer = async (customerId: string) => {
    const run = unitOfWork();
    const world = {
      companies: [customerId, 'distributor-one', 'partner-gold', 'customer-one'],
      products: ['endpoint-security', 'edr-standalone', 'email-security'],
      modules: [{ ids: theModules.map(({ id }) => id), product: null }],
      assortments: ['distributor-one'],
      priceLists: ['distributor-one'],
    };
    await run(world, noon, (ports) => {
      if (!ports.companies.find('partner-gold')) learnTheWorld(ports);
      if (!ports.companies.find(customerId)) ports.companies.save({ ...aCustomer, id: customerId });
    });
    const record = (devices: number, minutes = 0) => {
      const reading = aReading({ customerId, devices, measuredAt: plusMs(at(10), minutes * 60_000) });
      return run(needsOfReading(reading), now, (ports) =>
        recordUsage(reading, ports, plusMs(now, minutes * 60_000)),
      );
    };
    const entitle = (quantity: number) =>
      run({ clients: [customerId], ...needsOfEntitlements(customerId) }, now, (ports) => {
        const client = ports.clients.find(customerId) ?? newClient(customerId);
        ports.clients.save({ ...client, version: client.version + 1 });
        const contracts = [aLiveContract('one', [aPeriod(0, 90, quantity)], { customerId })];
        const family = { customerId, familyId: 'endpoint', contracts, suspendedServices: new Set<string>() };
        return entitleFamily(family, client, ports, now);
      });
    const known = () =>
      run({ usages: [`${customerId}:${edr}`, { ofCustomer: customerId }] }, now, (ports) => ({
        usage: ports.usages.find(`${customerId}:${edr}`),
        ofCustomer: ports.usages.ofCustomer(customerId),
      }));
    return { customerId, record, entitle, known };
  };

  describe(`the use of services in ${name}`, () => {
    it('EN-4 is kept by SKU, and found by customer', async () => {
      const { record, known } = await customer('user-one');
      await (await customer('user-two')).record(3);
      await record(5);
      const { usage, ofCustomer } = await known();
      expect(usage).toMatchObject({ devices: 5, told: { since: at(10) }, version: 1 });
      expect(ofCustomer).toEqual([usage]);
    });

    it('EN-4 20 parallel readings: the latest wins', async () => {
      const { record, known } = await customer('user-parallel');
      await Promise.all(Array.from({ length: 20 }, (_, n) => record(n + 1, (7 * n) % 20)));
      const { usage } = await known();
      expect(usage).toMatchObject({
        measuredAt: plusMs(at(10), 19 * 60_000),
        months: [{ month: '2026-01', devices: 20 }],
      });
    });

    it('EN-4 a first reading and a change of the entitlement at once: neither misses the other', async () => {
      const rounds = Array.from({ length: 20 }, async (_, n) => {
        const { record, entitle, known } = await customer(`user-race-${n}`);
        await Promise.all(n % 2 === 0 ? [record(10), entitle(10)] : [entitle(10), record(10)]);
        expect((await known()).usage?.told).toBeNull();
        await Promise.all(n % 2 === 0 ? [record(10, 5), entitle(9)] : [entitle(9), record(10, 5)]);
        expect((await known()).usage?.told).not.toBeNull();
      });
      await Promise.all(rounds);
    });
  });
}
