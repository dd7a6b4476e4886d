import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { idFor, instant, plusMs } from '@reservoir/kernel';
import { timeOutAssignment } from '@reservoir/messages';
import { ensureIndexes } from '@reservoir/service';
import { type TestMongo, connectMongo, uniqueNames } from '@reservoir/testing';
import { needsOfAssignment } from '../../application/needs.js';
import { type Assignment, deadlineOf } from '../../domain/assignment.js';
import { cancel } from '../../domain/assignment-undone.js';
import { assignmentTimedOut } from '../../domain/contracts.rejections.js';
import { aCommand, noon } from '../../testing/contracts.fixtures.js';
import type { ContractsUnitOfWork } from '../../testing/ports-suite.js';
import { transactionsIn } from '../../testing/transactions.js';
import { Walk } from '../../testing/walk.js';
import { AssignmentsPastDeadline } from './assignments-past-deadline.js';
import { type ContractsStores, contractsStores } from './contracts-stores.js';

let mongo: TestMongo;
let stores: ContractsStores;
let inTransactions: ContractsUnitOfWork;

/** An assignment that was drafted `minutes` after noon. */
function drafted(id: string, minutes: number): Assignment {
  const walk = new Walk({});
  walk.pass(minutes);
  walk.assign(aCommand(id));
  return walk.ports.assignments.find(id)!;
}

const save = async (assignment: Assignment): Promise<void> =>
  inTransactions({ assignments: [assignment.id] }, noon, ({ assignments }) => {
    assignments.save(assignment);
  });

beforeAll(async () => {
  mongo = await connectMongo(uniqueNames(import.meta.url).database());
  stores = contractsStores(mongo.connection);
  inTransactions = transactionsIn(mongo, stores);
  await ensureIndexes(mongo.connection);
});
afterAll(() => mongo.drop());

describe('CT-4 assignments past their deadline', () => {
  it('are found through an index, the oldest first, until they have ended', async () => {
    const finder = new AssignmentsPastDeadline(stores);
    await save(drafted('second', 2));
    await save(drafted('first', 1));
    await save(drafted('not-yet', 3));
    const ended = drafted('ended', 0);
    await save(ended);
    await save(cancel(ended, assignmentTimedOut, deadlineOf(noon)).assignment);
    const now = plusMs(deadlineOf(noon), 2 * 60_000);
    const due = (id: string, minutes: number) => ({
      message: timeOutAssignment,
      data: {
        assignmentId: id,
        customerId: 'customer-one',
        deadline: deadlineOf(plusMs(noon, minutes * 60_000)),
      },
    });
    expect(await finder.find(now, 10)).toEqual([due('first', 1), due('second', 2)]);
    expect(await finder.find(now, 1)).toEqual([due('first', 1)]);
    expect(await finder.find(plusMs(deadlineOf(noon), 59_999), 10)).toEqual([]);
  });

  it('are kept for 30 days after their end, for late answers, and no longer', async () => {
    const ended = cancel(drafted('gone', 0), assignmentTimedOut, instant('2026-11-21T12:15:00Z')).assignment;
    await save(ended);
    const aggregates = mongo.connection.collection('aggregates');
    const document = await aggregates.findOne({ _id: 'assignment/gone' as never });
    expect(document?.['purgeAt']).toEqual(new Date('2026-12-21T12:15:00Z'));
    const indexes = await aggregates.indexes();
    expect(indexes.find(({ name }) => name === 'purgeAt_1')).toMatchObject({ expireAfterSeconds: 0 });
  });
});

describe('what an answer loads', () => {
  it('is nothing for an assignment that nobody knows', async () => {
    const needs = needsOfAssignment({ assignmentId: 'unknown', customerId: 'customer-one' });
    const found = await inTransactions(needs, noon, ({ assignments }) => assignments.find('unknown'));
    expect(found).toBeUndefined();
  });

  it('is a bug to look for anything else', async () => {
    const found = inTransactions({}, noon, ({ contracts }) => contracts.find(idFor('contract', 'x', 'y')));
    await expect(found).rejects.toThrow('name it in the needs');
  });
});
