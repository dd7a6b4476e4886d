import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AWorld } from '../testing/a-world.js';
import { operator, userOf } from '../testing/companies.fixtures.js';
import { type Company, longestPartnerChain } from './company.js';
import { isSuspended } from './marks.js';

const ids = fc.nat({ max: 15 });
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('make' as const), parent: ids, customer: fc.boolean() }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('move' as const), mover: ids, to: ids, locked: fc.boolean() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('mark' as const),
      by: fc.nat({ max: 6 }),
      on: ids,
      recursive: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('lift' as const), by: fc.nat({ max: 6 }), on: ids }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('settle' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** Any step; refusals are as good as anything else. */
function take(world: AWorld, number: number, wanted: Step): void {
  world.tick();
  const all = world.all();
  const at = (index: number) => all[index % all.length]?.id ?? '';
  /** The operator, anybody, or one of those above. */
  const actor = (index: number, on: string) => {
    if (index === 5) return operator;
    return userOf(index === 6 ? at(number) : (above(world, world.company(on))[index]?.id ?? on));
  };
  if (wanted.do === 'make')
    world.make(wanted.customer ? 'customer' : 'partner', `c-${number}`, at(wanted.parent));
  else if (wanted.do === 'mark')
    world.suspend(at(wanted.on), actor(wanted.by, at(wanted.on)), wanted.recursive);
  else if (wanted.do === 'lift') world.reactivate(at(wanted.on), actor(wanted.by, at(wanted.on)));
  else if (wanted.do === 'settle') world.settle();
  else {
    const [mover, to] = [at(wanted.mover), at(wanted.to)];
    const { id } = world.ask(mover, to);
    world.accept(id, mover, to);
    world.locked(id, mover, to, wanted.locked);
    if (world.tree.requests.find(id)?.state === 'pending') world.withdraw(id, mover);
  }
}

/** The line by parents alone; it ends, since nobody stands above itself. */
function above(world: AWorld, company: Company): readonly Company[] {
  const line: Company[] = [];
  for (let one = company; one.parentId !== null;) {
    one = world.company(one.parentId);
    line.push(one);
    if (line.length > 10) throw new Error(`${company.id} stands above itself`);
  }
  return line;
}

/** What holds at every moment. */
function expectTree(world: AWorld): void {
  for (const company of world.all()) {
    const line = [company, ...above(world, company)];
    expect(line.at(-1)?.type).toBe('distributor');
    expect(line.filter(({ type }) => type === 'distributor')).toHaveLength(1);
    expect(line.filter(({ type }) => type === 'partner').length).toBeLessThanOrEqual(longestPartnerChain);
    const children = world.all().filter(({ parentId }) => parentId === company.id);
    const partners = children.filter(({ type }) => type === 'partner');
    const below = partners.flatMap(({ id }) => world.all().filter(({ parentId }) => parentId === id));
    expect(company.branch).toMatchObject({ children: children.length, partners: partners.length });
    if (company.type === 'partner')
      expect(company.branch.partnersBelow).toBe(below.filter(({ type }) => type === 'partner').length);
  }
}

/** What holds once everything is handed down: each company is as a recomputation from the top makes it. */
function expectSettled(world: AWorld): void {
  world.settle();
  for (const company of world.all()) {
    const line = above(world, company);
    expect(company.ancestors).toEqual(line.map(({ id }) => id).reverse());
    expect(company.distributorId).toBe(line.at(-1)?.id ?? company.id);
    const inherited = line.flatMap(({ marks }) => marks.filter(({ recursive }) => recursive));
    expect(isSuspended(company)).toBe(company.marks.length + inherited.length > 0);
    expect(company.inheritedMarks).toHaveLength(inherited.length);
    expect(company.suspension !== null && company.suspension.to === null).toBe(isSuspended(company));
    for (const { by } of company.marks) expect([null, ...company.ancestors]).toContain(by);
    if (company.type === 'partner')
      expect(company.distributors.at(-1)?.distributorId).toBe(company.distributorId);
  }
}

describe('CO-1, CO-3, CO-6 any tree, whatever moves and is marked', () => {
  it('has no cycle, chains of at most 3 partners, one distributor above each, and suspensions as its marks say', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const world = new AWorld();
        for (const id of ['d-one', 'd-two']) world.make('distributor', id, null);
        world.make('partner', 'p-one', 'd-one');
        world.make('partner', 'p-two', 'd-two');
        world.make('partner', 'p-below', 'p-one');
        world.make('partner', 'p-lowest', 'p-below');
        steps.forEach((one, number) => {
          take(world, number, one);
          expectTree(world);
        });
        expectSettled(world);
      }),
      { numRuns: 80 },
    );
  });
});
