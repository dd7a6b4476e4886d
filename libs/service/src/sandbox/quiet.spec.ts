import { describe, expect, it } from '@jest/globals';
import { instant } from '@reservoir/kernel';
import { type Report, judge } from './quiet.js';

const report = (service: string, of: Partial<Report> = {}): Report => ({
  service,
  ask: 'ask-1',
  positions: [{ topic: 'orders.v1', partition: 0, next: 7 }],
  waitingFor: [],
  nextDue: null,
  ...of,
});
const ends = new Map([['orders.v1/0', 7]]);
const verdictOn = (reports: readonly Report[], before = ends, after = ends) =>
  judge(['pool', 'points'], new Map(reports.map((one) => [one.service, one])), before, after);

describe('whether nothing moves any more', () => {
  it('is so when all have read everything, and found nothing to do', () => {
    expect(verdictOn([report('pool'), report('points')])).toEqual({
      quiet: true,
      waitingFor: [],
      nextDue: null,
    });
  });

  it('names the first of what will be due', () => {
    const [early, late] = [instant('2027-01-01'), instant('2027-02-01')];
    const reports = [report('pool', { nextDue: late }), report('points', { nextDue: early })];
    expect(verdictOn(reports).nextDue).toBe(early);
  });

  it('is not so while a service is silent', () => {
    expect(verdictOn([report('pool')])).toMatchObject({ quiet: false, waitingFor: ['points: no report'] });
  });

  it('is not so while a service has something to do', () => {
    const reports = [report('pool', { waitingFor: ['expire-lots 3'] }), report('points')];
    expect(verdictOn(reports)).toMatchObject({ quiet: false, waitingFor: ['pool: expire-lots 3'] });
  });

  it('is not so while a service has something to read', () => {
    const behind = report('pool', { positions: [{ topic: 'orders.v1', partition: 0, next: 5 }] });
    expect(verdictOn([behind, report('points')])).toMatchObject({
      quiet: false,
      waitingFor: ['pool: 2 records of orders.v1'],
    });
  });

  it('is not so when something was published while they were asked: it may have been read before the answer', () => {
    const verdict = verdictOn([report('pool'), report('points')], new Map([['orders.v1/0', 6]]));
    expect(verdict).toMatchObject({ quiet: false, waitingFor: ['what orders.v1/0 has just got'] });
  });

  it('is not so of a topic whose end was not seen', () => {
    expect(verdictOn([report('pool'), report('points')], new Map(), new Map()).quiet).toBe(false);
  });
});
