import { expect, test } from '@jest/globals';
import { mongodArguments } from './mongodb.js';

test('mongod listens on this machine only, as a replica set', () => {
  const line = mongodArguments(27017, '/data', false).join(' ');
  expect(line).toContain('--replSet rs0 --bind_ip 127.0.0.1 --port 27017 --dbpath /data');
  expect(line).not.toContain('notablescan');
});

test('collection scans are refused when they are forbidden', () => {
  expect(mongodArguments(27017, '/data', true).join(' ')).toContain('--setParameter notablescan=1');
});
