import { describe, expect, it } from '@jest/globals';
import { endpointSecurity } from '../testing/catalog.fixtures.js';
import { differences } from './differences.js';

describe('the diff of two versions', () => {
  it('is empty when nothing changed', () =>
    expect(differences(endpointSecurity, structuredClone(endpointSecurity))).toEqual([]));

  it('is the whole of what was never published', () =>
    expect(differences(undefined, { id: 'x' })).toEqual([{ path: '', kind: 'added', after: { id: 'x' } }]));

  it('compares what has ids by id, and names what was added, removed and changed', () => {
    const [laCarte, secure, ...others] = endpointSecurity.protectionModels;
    const after = {
      ...endpointSecurity,
      name: 'Endpoint',
      protectionModels: [
        ...others,
        { id: 'secure', name: 'Secure', features: secure?.features },
        { id: 'new', name: 'New', features: [] },
      ],
    };
    expect(differences(endpointSecurity, after)).toEqual([
      { path: 'name', kind: 'changed', before: 'Endpoint Security', after: 'Endpoint' },
      { path: 'protectionModels[secure].name', kind: 'changed', before: 'secure', after: 'Secure' },
      { path: 'protectionModels[new]', kind: 'added', after: { id: 'new', name: 'New', features: [] } },
      { path: 'protectionModels[a-la-carte]', kind: 'removed', before: laCarte },
    ]);
  });

  it('shows a list without ids whole, since its order counts', () =>
    expect(differences({ terms: ['M1', 'Y1'] }, { terms: ['Y1'] })).toEqual([
      { path: 'terms', kind: 'changed', before: ['M1', 'Y1'], after: ['Y1'] },
    ]));

  it('takes an undefined member for none', () =>
    expect(differences({ a: 1 }, { a: 1, b: undefined })).toEqual([]));

  it('lists 500 at most', () =>
    expect(
      differences({}, Object.fromEntries(Array.from({ length: 600 }, (_, n) => [`m${n}`, n]))),
    ).toHaveLength(500));
});
