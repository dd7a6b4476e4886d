import { describe, expect, it } from '@jest/globals';
import { newId } from '@reservoir/kernel';
import fc from 'fast-check';
import { hashOfApiKey, idOfApiKey, newApiKey, prefixOf } from './api-key-format.js';

const id = '019ddc2e-1111-7abc-8def-0123456789ab';

describe('CO-7 the form of an API key', () => {
  it('names its id, holds 256 bits of chance, and has one length', () => {
    const least = newApiKey(id, (bytes) => Buffer.alloc(bytes, 0));
    const most = newApiKey(id, (bytes) => Buffer.alloc(bytes, 255));
    expect(most).toMatch(/^rsv_[\dA-Za-z]{22}_[\dA-Za-z]{49}$/);
    expect(least).toHaveLength(most.length);
    expect([idOfApiKey(least), idOfApiKey(most)]).toEqual([id, id]);
    expect(most.startsWith(`${prefixOf(id)}_`)).toBe(true);
  });

  it('is never the same twice', () =>
    expect(new Set(Array.from({ length: 1000 }, () => newApiKey(id))).size).toBe(1000));

  it('tells its id, whatever that is', () =>
    fc.assert(fc.property(fc.uuid(), (uuid) => expect(idOfApiKey(newApiKey(uuid))).toBe(uuid))));

  it('is made for a UUID only', () => expect(() => newApiKey('partner-gold')).toThrow('is no UUID'));

  it('is told from a typo: one character changed, left out, doubled or swapped', () => {
    const key = newApiKey(newId());
    for (let at = 0; at < key.length; at += 1) {
      const other = key[at] === 'x' ? 'y' : 'x';
      expect(idOfApiKey(key.slice(0, at) + other + key.slice(at + 1))).toBeUndefined();
      expect(idOfApiKey(key.slice(0, at) + key.slice(at + 1))).toBeUndefined();
      expect(idOfApiKey(key.slice(0, at) + key.slice(at, at + 1) + key.slice(at))).toBeUndefined();
      const swapped = key.slice(0, at) + (key[at + 1] ?? '') + key[at]! + key.slice(at + 2);
      if (swapped !== key) expect(idOfApiKey(swapped)).toBeUndefined();
    }
  });

  it.each(['', 'rsv_', 'rsv_x_y', `rsv_${'z'.repeat(22)}_${'0'.repeat(49)}`, ` ${newApiKey(id)}`])(
    '%p is none',
    (text) => expect(idOfApiKey(text)).toBeUndefined(),
  );

  it('is kept as the SHA-256 of all of it', () => {
    const key = newApiKey(id);
    expect(hashOfApiKey(key)).toMatch(/^[\w-]{43}$/);
    expect(hashOfApiKey(`${key}0`)).not.toBe(hashOfApiKey(key));
  });
});
