import { describe, expect, it } from '@jest/globals';
import type { Instant } from '@reservoir/kernel';
import { answerAssignment } from '../application/answer-assignment.js';
import { assignLicenses } from '../application/assign-licenses.js';
import { type ContractsNeeds, needsOfAssignLicenses, needsOfAssignment } from '../application/needs.js';
import type { Outcome } from '../application/outcome.js';
import type { Ports } from '../application/ports.js';
import { timeOutAssignment } from '../application/time-out-assignment.js';
import type { AssignLicenses } from '../domain/assign-licenses.js';
import { deadlineOf } from '../domain/assignment.js';
import { entitlementIdOf } from '../domain/entitlement.js';
import type { PoolAnswer, PoolCommand } from '../domain/license-pool.js';
import { aCommand, aCustomer, learnTheWorld, noon, theModules } from './contracts.fixtures.js';

/** Loads what is needed, decides, and saves, as one unit; again when others wrote in between. */
export type ContractsUnitOfWork = <T>(
  needs: ContractsNeeds,
  now: Instant,
  decide: (ports: Ports) => T,
) => Promise<T>;

const sku = 'endpoint-security:a-la-carte';

/** Use cases over one implementation of the ports. */
function useCases(run: ContractsUnitOfWork) {
  return {
    assign: (command: AssignLicenses) =>
      run(needsOfAssignLicenses(command), noon, (ports) => assignLicenses(command, ports, noon)),
    answer: (answer: PoolAnswer) =>
      run(needsOfAssignment(answer.holder), noon, (ports) => answerAssignment(answer, ports, noon)),
    timeOut: (assignmentId: string, customerId: string) =>
      run(needsOfAssignment({ assignmentId, customerId }), deadlineOf(noon), (ports) =>
        timeOutAssignment({ assignmentId, deadline: deadlineOf(noon) }, ports, deadlineOf(noon)),
      ),
  };
}

/** What a pool with enough of everything answers. */
function granted(command: PoolCommand): PoolAnswer {
  if (
    command.type !== 'DrawLicenses' &&
    command.type !== 'ReserveLicenses' &&
    command.type !== 'CommitReservation'
  )
    throw new Error(`${command.type} is not granted`);
  const types = {
    DrawLicenses: 'LicensesDrawn',
    ReserveLicenses: 'ReservationAccepted',
    CommitReservation: 'ReservationCommitted',
  } as const;
  const picks = [{ lotId: `lot-of-${command.pool.sku}`, quantity: 10 }];
  return { type: types[command.type], holder: command.holder, poolVersion: 2, picks };
}

/** What every implementation of the ports does. */
export function portsSuite(name: string, unitOfWork: () => ContractsUnitOfWork): void {
  const customer = async (id: string) => {
    const run = unitOfWork();
    const needs = {
      companies: [id, 'distributor-one', 'partner-gold', 'customer-one'],
      products: ['endpoint-security', 'edr-standalone', 'email-security'],
      modules: [{ ids: theModules.map((module) => module.id), product: null }],
      assortments: ['distributor-one'],
      priceLists: ['distributor-one'],
    };
    await run(needs, noon, (ports) => {
      if (!ports.companies.find('partner-gold')) learnTheWorld(ports);
      if (!ports.companies.find(id)) ports.companies.save({ ...aCustomer, id });
    });
    return { customerId: id, run, ...useCases(run) };
  };
  const clientOf = (run: ContractsUnitOfWork, id: string) =>
    run({ clients: [id] }, noon, (ports) => ports.clients.find(id));

  describe(`contracts in ${name}`, () => {
    it('give nothing for an id that nobody has', async () => {
      const found = await unitOfWork()({ clients: ['nobody'], contracts: ['none'] }, noon, (ports) => [
        ports.clients.find('nobody'),
        ports.contracts.find('none'),
      ]);
      expect(found).toEqual([undefined, undefined]);
    });

    it('CT-4 carry an assignment of several SKUs from command to entitlement', async () => {
      const { customerId, run, assign, answer } = await customer('customer-whole');
      let outcome: Outcome | undefined = await assign(
        aCommand('whole', { customerId, addOns: ['encryption'] }),
      );
      const waiting = [...outcome.commands];
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        outcome = await answer(granted(next));
        waiting.push(...(outcome?.commands ?? []));
      }
      expect(outcome?.completed).toMatchObject({ operationId: 'whole', refusal: null });
      const kept = await run(
        {
          ...needsOfAssignment({ assignmentId: 'whole', customerId }),
          services: [{ ofCustomer: customerId }],
          entitlements: [entitlementIdOf(customerId, sku)],
        },
        noon,
        (ports) => ({
          contract: ports.contracts.find(outcome?.completed?.contractId ?? ''),
          assignment: ports.assignments.find('whole'),
          service: ports.services.find(`${customerId}:endpoint-security`),
          entitlement: ports.entitlements.find(entitlementIdOf(customerId, sku)),
          client: ports.clients.find(customerId),
        }),
      );
      const told = outcome?.events.flatMap((event) => ('contract' in event ? [event.contract] : []));
      expect(told).toContainEqual(kept.contract);
      expect(kept.contract?.state).toBe('active');
      expect(kept.assignment).toMatchObject({ state: 'activated', endedAt: noon });
      expect(kept.assignment).not.toHaveProperty('purgeAt');
      expect(kept.service).toMatchObject({ version: 1, managementModel: 'delegated' });
      expect(kept.entitlement?.timeline).toEqual([
        { from: noon, to: '2027-11-21T00:00:00.000Z', quantity: 10 },
      ]);
      expect(kept.client).toMatchObject({ version: 2, inFlight: [] });
    });

    it('CA-3 list the modules of a product, read by the product alone', async () => {
      const { customerId, assign } = await customer('customer-choices');
      const { completed } = await assign(aCommand('choices', { customerId, managedServices: undefined }));
      expect(completed?.refusal?.errors).toMatchObject([
        { choice: 'managedServices', choices: ['mdr-foundations'] },
      ]);
    });

    it('CT-4 time an assignment out', async () => {
      const { customerId, run, assign, timeOut } = await customer('customer-late');
      await assign(aCommand('late', { customerId }));
      const { completed } = await timeOut('late', customerId);
      expect(completed?.refusal?.code).toBe('assignment-timed-out');
      expect(await clientOf(run, customerId)).toMatchObject({ claims: [], inFlight: [] });
      expect((await timeOut('late', customerId)).completed).toBeNull();
    });

    it('case 15 (CT-5): 20 parallel attempts on two products of one family: one wins', async () => {
      const { customerId, run, assign } = await customer('customer-race');
      const edr = { product: 'edr-standalone', protectionModel: null, managementModel: 'client' as const };
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          assign(aCommand(`race-${n}`, { customerId, ...(n % 2 === 0 ? {} : edr) })),
        ),
      );
      const winners = outcomes.filter(({ completed }) => completed === null);
      expect(winners).toHaveLength(1);
      expect(
        outcomes.filter(({ completed }) => completed?.refusal?.code === 'operation-in-flight'),
      ).toHaveLength(19);
      const drafted = winners[0]?.events.flatMap((event) => ('contract' in event ? [event.contract.id] : []));
      const client = await clientOf(run, customerId);
      expect(client?.claims).toHaveLength(1);
      expect(client?.claims[0]?.contracts.map(({ id }) => id)).toEqual(drafted);
    });

    it('a refusal leaves nothing behind', async () => {
      const { customerId, run, assign } = await customer('customer-refused');
      const { completed } = await assign(aCommand('refused', { customerId, protectionModel: 'gold' }));
      expect(completed?.refusal?.code).toBe('unknown-protection-model');
      expect(await clientOf(run, customerId)).toBeUndefined();
      const left = await run(needsOfAssignment({ assignmentId: 'refused', customerId }), noon, (ports) =>
        ports.assignments.find('refused'),
      );
      expect(left).toBeUndefined();
    });
  });
}
