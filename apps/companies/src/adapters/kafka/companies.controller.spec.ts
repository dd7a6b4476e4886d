import { describe, expect, it } from '@jest/globals';
import { createCompany } from '@reservoir/messages';
import { aRequest, noon, operator } from '../../testing/companies.fixtures.js';
import { commandContext, published } from '@reservoir/testing/handlers';
import { plainTree } from '../../testing/memory-companies.js';
import { CompaniesController } from './companies.controller.js';

const tree = plainTree();
const controller = new CompaniesController({ in: () => tree });

function send(differing: Parameters<typeof aRequest>[0]) {
  const request = aRequest(differing);
  const context = commandContext(createCompany, request);
  controller.create(request, context);
  return published(context);
}

describe('create-company', () => {
  it('publishes the whole state, and answers the operation with its version', () => {
    send({ id: 'distributor-one', type: 'distributor', parentId: null });
    expect(send({ tier: 'GOLD', pointsProgramme: true })).toEqual([
      {
        type: 'reservoir.companies.company-created.v1',
        key: 'partner-gold',
        sequence: 1,
        data: {
          id: 'partner-gold',
          type: 'partner',
          name: 'Partner Gold',
          parentId: 'distributor-one',
          tier: 'GOLD',
          pointsProgramme: true,
          vendorAccount: null,
          assistedByPartner: false,
          ancestors: ['distributor-one'],
          distributorId: 'distributor-one',
          distributors: [{ distributorId: 'distributor-one', since: noon }],
          marks: [],
          inheritedMarks: [],
          suspended: false,
          suspension: null,
          version: 1,
          by: operator,
        },
      },
      {
        type: 'reservoir.companies.operation-completed.v1',
        key: 'op-1',
        data: {
          operationId: 'op-1',
          outcome: 'succeeded',
          resource: { kind: 'companies', id: 'partner-gold' },
          refusal: null,
          requires: [{ kind: 'companies', id: 'partner-gold', version: 1 }],
        },
      },
    ]);
  });

  it('answers a refusal, and publishes nothing else', () => {
    expect(send({})).toMatchObject([
      { data: { outcome: 'refused', resource: null, refusal: { code: 'company-exists' }, requires: [] } },
    ]);
  });
});
