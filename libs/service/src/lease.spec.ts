import { beforeEach, describe, expect, it } from '@jest/globals';
import { Lease, type Leases } from './lease.js';

const forMs = 9000;
let now = 0;
/** What the place where leases are kept answers next, and how often it was asked. */
let answer: () => boolean | Promise<boolean>;
let asked = 0;
let released: string[] = [];
const leases: Leases = {
  async take() {
    asked += 1;
    return answer();
  },
  async release(_, owner) {
    released.push(owner);
  },
};
const aLease = () => new Lease(leases, 'scheduler', 'me', forMs, () => now);

beforeEach(() => {
  now = 0;
  asked = 0;
  released = [];
  answer = () => true;
});

describe('a lease', () => {
  it('is not held before it was taken', () => {
    expect(aLease().held).toBe(false);
  });

  it('is held until its time is over, and not a moment longer', async () => {
    const lease = aLease();
    expect(await lease.tend()).toBe(true);
    now = forMs - 1;
    expect(lease.held).toBe(true);
    now = forMs;
    expect(lease.held).toBe(false);
  });

  it('counts from before it was asked for, so that a slow answer does not lengthen it', async () => {
    const lease = aLease();
    answer = () => {
      now += 8000;
      return true;
    };
    await lease.tend();
    now = forMs;
    expect(lease.held).toBe(false);
  });

  it('is renewed every third of its time', async () => {
    const lease = aLease();
    await lease.tend();
    now = forMs / 3 - 1;
    await lease.tend();
    expect(asked).toBe(1);
    now = forMs / 3;
    await lease.tend();
    expect(asked).toBe(2);
  });

  it('is lost when somebody else has it, and asked for again a third of its time later', async () => {
    const lease = aLease();
    await lease.tend();
    answer = () => false;
    now = 3000;
    expect(await lease.tend()).toBe(false);
    now = 5999;
    await lease.tend();
    expect(asked).toBe(2);
    answer = () => true;
    now = 6000;
    expect(await lease.tend()).toBe(true);
  });

  it('is kept to its end when it cannot be renewed, and renewal is tried at each call', async () => {
    const lease = aLease();
    await lease.tend();
    answer = () => Promise.reject(new Error('away'));
    now = 3000;
    await expect(lease.tend()).rejects.toThrow('away');
    expect(lease.held).toBe(true);
    await expect(lease.tend()).rejects.toThrow('away');
    now = forMs;
    expect(lease.held).toBe(false);
  });

  it('is given back only by who holds it', async () => {
    const lease = aLease();
    await lease.release();
    expect(released).toEqual([]);
    await lease.tend();
    await lease.release();
    expect(released).toEqual(['me']);
    expect(lease.held).toBe(false);
  });
});
