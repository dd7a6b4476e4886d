import { describe, expect, it } from '@jest/globals';
import type { PublishedMessage } from '../message-files.js';
import { currentMessages } from '../producers.js';
import { breakingChanges, explained } from './breaking-changes.js';
import { directionsOf } from './directions.js';

const withMessage = (
  type: string,
  change: (message: PublishedMessage) => PublishedMessage,
): PublishedMessage[] =>
  currentMessages.map((message) => (message.type === type ? change(message) : message));

/** The same message with one property of its data changed, added (not required), or removed when null. */
function withProperty(message: PublishedMessage, name: string, property: object | null): PublishedMessage {
  const { [name]: _former, ...others } = message.schema['properties'] as Record<string, object>;
  const properties = property === null ? others : { ...others, [name]: property };
  return { ...message, schema: { ...message.schema, properties } };
}

const purchased = 'orders.license-purchased.v1';
const reserve = 'reservoir.license-pool.reserve-licenses.v1';
const completed = 'reservoir.contracts.operation-completed.v1';

const rulesOf = (current: PublishedMessage[]): readonly string[] =>
  breakingChanges(currentMessages, current).map(({ rule, breaks }) => `${rule} ${breaks.join()}`);

describe('the compatibility gate over all messages', () => {
  it('lets everything pass as it was', () => {
    expect(breakingChanges(currentMessages, currentMessages)).toEqual([]);
  });

  it('lets new messages pass', () => {
    expect(breakingChanges(currentMessages.slice(1), currentMessages)).toEqual([]);
  });

  it('refuses a message that is removed', () => {
    const current = currentMessages.filter(({ type }) => type !== completed);
    expect(rulesOf(current)).toEqual(['message-removed readers,writers']);
  });

  it('refuses another topic', () => {
    const current = withMessage(reserve, (message) => ({ ...message, topic: 'contracts.commands.v1' }));
    expect(rulesOf(current)).toEqual(['topic-changed readers,writers']);
  });

  it('refuses another key: another partition, another order', () => {
    const current = withMessage(purchased, (message) => ({ ...message, key: '{orderId}' }));
    expect(rulesOf(current)).toEqual(['key-changed writers']);
  });

  it('lets what upstream may write grow, and refuses to narrow it', () => {
    const withQuantity = (maximum: number): PublishedMessage[] =>
      withMessage(purchased, (message) =>
        withProperty(message, 'quantity', { type: 'integer', minimum: 1, maximum }),
      );
    expect(rulesOf(withQuantity(2_000_000))).toEqual([]);
    expect(rulesOf(withQuantity(1000))).toEqual(['bounds writers']);
  });

  it('refuses to widen and to narrow commands: old and new meet in both roles while a release rolls out', () => {
    const withQuantity = (maximum: number): PublishedMessage[] =>
      withMessage(reserve, (message) =>
        withProperty(message, 'quantity', { type: 'integer', minimum: 1, maximum }),
      );
    expect(rulesOf(withQuantity(2_000_000))).toEqual(['bounds readers']);
    expect(rulesOf(withQuantity(1000))).toEqual(['bounds writers']);
  });

  it('refuses a new value in what we write', () => {
    const outcome = { type: 'string', enum: ['succeeded', 'refused', 'expired'] };
    const [change, ...others] = breakingChanges(
      currentMessages,
      withMessage(completed, (message) => withProperty(message, 'outcome', outcome)),
    );
    expect(others).toEqual([]);
    expect(explained(change!, 'v0.1')).toBe(
      `${completed} /outcome: "expired" is written, but not read (values; breaks readers of v0.1)`,
    );
  });

  it('refuses to drop what is written, and what is heard', () => {
    const without = (type: string, name: string): PublishedMessage[] =>
      withMessage(type, (message) => withProperty(message, name, null));
    expect(rulesOf(without(completed, 'outcome'))).toContain('property-removed readers');
    expect(rulesOf(without(purchased, 'unitPrice'))).toEqual(['property-removed writers']);
  });
});

describe('directions', () => {
  it.each([
    ['orders.v1', ['writers']],
    ['orders.receipts.v1', ['readers', 'writers']],
    ['contracts.commands.v1', ['readers', 'writers']],
    ['companies.events.v1', ['readers', 'writers']],
    ['operations.v1', ['readers', 'writers']],
  ])('of %s are %s', (topic, directions) => {
    expect(directionsOf(topic)).toEqual(directions);
  });
});
