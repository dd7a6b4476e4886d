import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type TestMongo, connectMongo, eventually, uniqueNames } from '@reservoir/testing';
import { Lease, type Leases } from './lease.js';
import { mongoLeases } from './mongo-leases.js';

let mongo: TestMongo;
let leases: Leases;

beforeAll(async () => {
  mongo = await connectMongo(uniqueNames(import.meta.url).database());
  leases = mongoLeases(mongo.connection);
});
beforeEach(() => mongo.connection.collection('leases').drop());
afterAll(() => mongo.drop());

describe('a lease in MongoDB', () => {
  it('is one owner’s, who may renew it', async () => {
    expect(await leases.take('scheduler', 'one', 60_000)).toBe(true);
    expect(await leases.take('scheduler', 'two', 60_000)).toBe(false);
    expect(await leases.take('scheduler', 'one', 60_000)).toBe(true);
  });

  it('is won by one of 20 who ask at the same time', async () => {
    const owners = Array.from({ length: 20 }, (_, i) => `owner-${i}`);
    const taken = await Promise.all(owners.map((owner) => leases.take('scheduler', owner, 60_000)));
    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  it('is taken over when its time is over, and by one of 20 only', async () => {
    await leases.take('scheduler', 'gone', 300);
    expect(await leases.take('scheduler', 'next', 60_000)).toBe(false);
    await eventually(async () => {
      const owners = Array.from({ length: 20 }, (_, i) => `owner-${i}`);
      const taken = await Promise.all(owners.map((owner) => leases.take('scheduler', owner, 60_000)));
      expect(taken.filter(Boolean)).toHaveLength(1);
    });
    expect(await leases.take('scheduler', 'gone', 300)).toBe(false);
  });

  it('is free once it was given back, but not by somebody else', async () => {
    await leases.take('scheduler', 'one', 60_000);
    await leases.release('scheduler', 'two');
    expect(await leases.take('scheduler', 'two', 60_000)).toBe(false);
    await leases.release('scheduler', 'one');
    expect(await leases.take('scheduler', 'two', 60_000)).toBe(true);
  });

  it('is apart from leases of other names', async () => {
    await leases.take('scheduler', 'one', 60_000);
    expect(await leases.take('other', 'two', 60_000)).toBe(true);
  });

  it('goes from a holder that fell silent to another one, never to both', async () => {
    const one = new Lease(leases, 'scheduler', 'one', 600);
    const two = new Lease(leases, 'scheduler', 'two', 600);
    await one.tend();
    let both = 0;
    await eventually(
      async () => {
        await two.tend();
        if (one.held && two.held) both += 1;
        expect(two.held).toBe(true);
      },
      { everyMs: 10 },
    );
    expect([one.held, both]).toEqual([false, 0]);
  });
});
