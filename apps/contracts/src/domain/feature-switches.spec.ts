import { describe, expect, it } from '@jest/globals';
import { at } from '../testing/entitled-contracts.js';
import { type FeatureSwitches, allOn, isOff, offSpansMost, switched } from './feature-switches.js';

const none = allOn('customer-one:edr-standalone', 'customer-one', 'edr-standalone');
const entitled = ['edr', 'firewall'];

function after(before: FeatureSwitches, feature: string, on: boolean, day: number): FeatureSwitches {
  const decided = switched(before, { feature, on }, entitled, at(day));
  if (!decided.ok) throw new Error(decided.error.detail);
  return decided.value;
}

describe('EN-6 a feature switch', () => {
  it('off and on again, as instants', () => {
    const off = after(none, 'firewall', false, 5);
    expect(off).toMatchObject({ version: 1, off: [{ feature: 'firewall', from: at(5), to: null }] });
    expect([isOff(off, 'firewall'), isOff(off, 'edr')]).toEqual([true, false]);
    expect(after(off, 'firewall', true, 7)).toMatchObject({
      version: 2,
      off: [{ feature: 'firewall', from: at(5), to: at(7) }],
    });
  });

  it('that stands so already changes nothing', () => {
    expect(after(none, 'firewall', true, 5)).toBe(none);
    const off = after(none, 'firewall', false, 5);
    expect(after(off, 'firewall', false, 6)).toBe(off);
  });

  it('off and on within one instant was never off', () =>
    expect(after(after(none, 'edr', false, 5), 'edr', true, 5).off).toEqual([]));

  it('is refused for what the client is not entitled to, with what it has', () =>
    expect(switched(none, { feature: 'mdr', on: false }, entitled, at(5))).toMatchObject({
      ok: false,
      error: { code: 'feature-not-entitled', rule: 'EN-6', errors: [{ feature: 'mdr', entitled }] },
    }));

  it('that is off can be switched on when the feature is gone', () => {
    const off = after(none, 'firewall', false, 5);
    const gone = switched(off, { feature: 'firewall', on: true }, ['edr'], at(9));
    expect(gone).toMatchObject({ ok: true, value: { off: [{ to: at(9) }] } });
  });

  it('is remembered for 1,000 times that something was off; what ended first is forgotten', () => {
    let switches = after(none, 'edr', false, 0);
    for (let n = 1; n <= offSpansMost; n += 1)
      switches = after(after(switches, 'firewall', false, 2 * n), 'firewall', true, 2 * n + 1);
    expect(switches.off).toHaveLength(offSpansMost);
    expect(switches.off[0]).toEqual({ feature: 'edr', from: at(0), to: null });
    expect(switches.off[1]).toMatchObject({ from: at(4) });
  });
});
