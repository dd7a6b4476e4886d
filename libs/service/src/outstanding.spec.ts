import { describe, expect, it } from '@jest/globals';
import { expireReservation } from '@reservoir/messages';
import { type DueCommand, dueId } from './due.js';
import { Outstanding } from './outstanding.js';

const due = (...names: string[]): DueCommand[] =>
  names.map((reservationId) => ({ message: expireReservation, data: { reservationId } }));
const idsOf = (commands: readonly { id: string }[]) => commands.map(({ id }) => id);

describe('the id of a due command', () => {
  it('is the same for the same data in any order, and differs for other data', () => {
    const one = dueId({ message: expireReservation, data: { a: 1, b: { c: [1, 2], d: 'x' } } });
    expect(dueId({ message: expireReservation, data: { b: { d: 'x', c: [1, 2] }, a: 1 } })).toBe(one);
    expect(dueId({ message: expireReservation, data: { b: { d: 'x', c: [2, 1] }, a: 1 } })).not.toBe(one);
  });
});

describe('what was sent and is still due', () => {
  it('is not sent again before its time', () => {
    const outstanding = new Outstanding(10, 1000);
    const first = outstanding.toSend(due('a', 'b'), 0);
    outstanding.sent(first, 0);
    expect(idsOf(outstanding.toSend(due('a', 'b', 'c'), 999))).toEqual(due('c').map(dueId));
    expect(idsOf(outstanding.toSend(due('a', 'b'), 1000))).toEqual(idsOf(first));
  });

  it('is sent again when it could not be sent', () => {
    const outstanding = new Outstanding(10, 1000);
    outstanding.toSend(due('a'), 0);
    expect(outstanding.toSend(due('a'), 1)).toHaveLength(1);
  });

  it('is forgotten once it is done', () => {
    const outstanding = new Outstanding(10, 1000);
    outstanding.sent(outstanding.toSend(due('a', 'b'), 0), 0);
    outstanding.toSend(due('b'), 1);
    expect(outstanding.size).toBe(1);
    expect(outstanding.toSend(due('a', 'b'), 2)).toHaveLength(1);
  });

  it('does not stand in the way of what is due behind it', () => {
    const outstanding = new Outstanding(2, 1000);
    expect(outstanding.limit).toBe(2);
    outstanding.sent(outstanding.toSend(due('a', 'b'), 0), 0);
    expect(outstanding.limit).toBe(4);
    expect(idsOf(outstanding.toSend(due('a', 'b', 'c', 'd'), 1))).toEqual(due('c', 'd').map(dueId));
  });

  it('is bounded to ten batches, and one batch is sent at once', () => {
    const outstanding = new Outstanding(2, 1000);
    const many = due(...Array.from({ length: 40 }, (_, i) => `r-${i}`));
    for (let round = 0; round < 20; round += 1) {
      const commands = outstanding.toSend(many.slice(0, outstanding.limit), round);
      expect(commands.length).toBeLessThanOrEqual(2);
      outstanding.sent(commands, round);
    }
    expect(outstanding.size).toBe(20);
  });

  it('names a thing that was found twice once', () => {
    expect(new Outstanding(10, 1000).toSend(due('a', 'a'), 0)).toHaveLength(1);
  });
});
