import { expect, it } from '@jest/globals';
import { plusDuration } from './duration.js';
import { instant } from './instant.js';

const noon = instant('2027-01-31T12:00:00Z');

it.each([
  ['P1D', '2027-02-01T12:00:00.000Z'],
  ['P1M', '2027-02-28T12:00:00.000Z'],
  ['P1Y', '2028-01-31T12:00:00.000Z'],
  ['P2W', '2027-02-14T12:00:00.000Z'],
  ['PT36H', '2027-02-02T00:00:00.000Z'],
  ['P1DT1H1M1S', '2027-02-01T13:01:01.000Z'],
])('a duration of %s leads to %s', (duration, then) => {
  expect(plusDuration(noon, duration)).toBe(then);
});

it.each(['', 'P', 'PT', 'P1', '1D', 'P1DT', 'P-1D', 'P1.5D', 'P1H'])('%s is no duration', (text) => {
  expect(() => plusDuration(noon, text)).toThrow(RangeError);
});
