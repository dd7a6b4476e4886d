import type { Input, Scenario } from './scenario.js';

const fromUpstream = { laneSequence: null, parks: false };

const orders: readonly Input[] = [
  {
    ...fromUpstream,
    id: 'a',
    outputs: [
      { id: 'a1', key: 'moves' },
      { id: 'a2', key: 'stays' },
    ],
  },
  { ...fromUpstream, id: 'b', outputs: [{ id: 'b1', key: 'moves' }] },
];

/** Two records of upstream systems with three records to publish, on a topic that grows. */
export const twoOrders: Scenario = {
  inputs: orders,
  processes: ['A', 'B'],
  maxChunk: 2,
  slice: 2,
  maxEpoch: 2,
  budget: { growths: 1, kills: 1, repeats: 1, lostAnswers: 1 },
  flaws: {},
};

const parkedFromLane = { laneSequence: 1, parks: true };

/** A record of another lane that its producer sends twice, and that is parked; behind it one that comes from no lane. */
export const parkedAndRepeated: Scenario = {
  ...twoOrders,
  inputs: [
    { ...parkedFromLane, id: 'a', outputs: [{ id: 'a1', key: 'stays' }] },
    { ...parkedFromLane, id: 'a', outputs: [{ id: 'a1', key: 'stays' }] },
    { ...fromUpstream, id: 'b', outputs: [{ id: 'b1', key: 'stays' }] },
  ],
};

/** The lane changes hands twice and more, with two zombies' requests on their way. */
export const twoZombies: Scenario = {
  ...twoOrders,
  maxEpoch: 3,
  maxChunk: 1,
  budget: { growths: 1, kills: 1, repeats: 0, lostAnswers: 0 },
};

/** Nothing is repeated but by a process that takes the lane over. */
export const withoutRepeats: Scenario = {
  ...twoOrders,
  budget: { ...twoOrders.budget, repeats: 0, lostAnswers: 0 },
};
