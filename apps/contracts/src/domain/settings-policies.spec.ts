import { describe, expect, it } from '@jest/globals';
import { aFurtherContract, aProposal, found } from '../testing/proposals.js';
import { everySettingIsChosen } from './settings-policies.js';

describe('CA-3 every setting of a new service is chosen', () => {
  it('passes when all are', () => expect(everySettingIsChosen(aProposal())).toEqual([]));

  it('names each that is missing, with its choices', () => {
    const nothingChosen = { managementModel: undefined, autoRenew: undefined };
    expect(found(everySettingIsChosen, aProposal({}, nothingChosen))).toEqual([
      {
        code: 'missing-choice',
        rule: 'CA-3',
        extra: { choice: 'managementModel', choices: ['client', 'delegated'] },
      },
      {
        code: 'missing-choice',
        rule: 'CA-3',
        extra: { choice: 'autoRenew', choices: [{ on: true }, { on: false }] },
      },
    ]);
  });

  it('EN-1 asks for the settings on the first contract of a service only', () =>
    expect(everySettingIsChosen(aFurtherContract())).toEqual([]));
});
