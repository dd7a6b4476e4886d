import { describe, expect, it } from '@jest/globals';
import { instant } from '@reservoir/kernel';
import { aDraft } from '../testing/catalog.fixtures.js';
import { closed } from './draft.js';
import {
  basisIsStillThere,
  isOpen,
  isSoldStill,
  noDraft,
  noSuchItem,
  revisionIsTheOneMeant,
  versionIsTheOneMeant,
} from './draft-policies.js';

const draft = aDraft({ version: 3, basedOn: 2 });
const last = { id: 'endpoint-security', version: 2, body: {} };

describe('CA-1 a draft', () => {
  it('is changed by who knows its revision', () => {
    expect(revisionIsTheOneMeant(draft, 3)).toBeUndefined();
    expect(revisionIsTheOneMeant(undefined, 0)).toBeUndefined();
    expect(revisionIsTheOneMeant(draft, 2)).toMatchObject({
      code: 'stale-revision',
      errors: [{ asked: 2, present: 3 }],
    });
    expect(revisionIsTheOneMeant(draft, undefined)).toBeUndefined();
  });

  it('is there until it is published or discarded', () => {
    expect([draft, undefined, closed(draft)].map(isOpen)).toEqual([true, false, false]);
    expect(noDraft('products', 'x').code).toBe('unknown-draft');
    expect(closed(draft)).toMatchObject({ version: 4, body: null, changes: [] });
  });

  it('is published on the version that it was made on', () => {
    expect(basisIsStillThere(draft, last)).toBeUndefined();
    expect(basisIsStillThere(draft, { ...last, version: 3 })).toMatchObject({
      code: 'stale-version',
      rule: 'CA-1',
    });
    expect(basisIsStillThere(aDraft({ basedOn: 0 }), undefined)).toBeUndefined();
  });
});

describe('CA-7 a version is replaced by who knows it', () => {
  it.each([
    [2, undefined],
    [undefined, undefined],
    [1, 'stale-version'],
    [3, 'stale-version'],
  ])('meant %s: %s', (meant, code) => expect(versionIsTheOneMeant(last, meant, 'CA-7')?.code).toBe(code));
});

describe('CA-8 what is retired', () => {
  it('was there, and was sold until then', () => {
    expect(isSoldStill(last)).toBeUndefined();
    expect(noSuchItem('products', 'x').code).toBe('unknown-product');
    expect(noSuchItem('modules', 'x').code).toBe('unknown-module');
    const retired = { ...last, retiredAt: instant('2026-11-21T12:00:00Z') };
    expect(isSoldStill(retired)?.code).toBe('already-retired');
  });
});
