import { expect, it } from '@jest/globals';
import { anOperation } from '../../../testing/operations.js';
import { Answer } from '../platform/answer.js';
import { shownOnce } from './shown-once.js';

const operationOf = (secretHash: string) =>
  anOperation({ command: { type: 'reservoir.companies.create-api-key.v1', data: { secretHash } } });
const show = shownOnce('rsv_the-key', 'hash');

it.each([201, 202])('CO-7 the answer of %d to the request that made the key holds it', (status) =>
  expect(
    show(new Answer(status, { id: 'one', secret: null }, { location: '/here' }), operationOf('hash')),
  ).toEqual(new Answer(status, { id: 'one', secret: 'rsv_the-key' }, { location: '/here' })),
);

it('CO-7 the answer to a request that took over the operation of another does not', () => {
  const answer = new Answer(201, { id: 'one', secret: null });
  expect(show(answer, operationOf('of the first'))).toBe(answer);
});

it('CO-7 nor does a refusal', () => {
  const answer = new Answer(403, { code: 'role-not-allowed' });
  expect(show(answer, operationOf('hash'))).toBe(answer);
});
