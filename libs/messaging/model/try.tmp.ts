import { explore } from './explore.js';
import type { Flaws, Scenario } from './scenario.js';
const base: Scenario = {
  inputs: [
    {
      id: 'a',
      laneSequence: null,
      parks: false,
      outputs: [
        { id: 'a1', key: 'moves' },
        { id: 'a2', key: 'stays' },
      ],
    },
    { id: 'b', laneSequence: null, parks: false, outputs: [{ id: 'b1', key: 'moves' }] },
  ],
  processes: ['A', 'B'],
  maxChunk: 2,
  slice: 2,
  maxEpoch: 2,
  budget: { growths: 1, kills: 1, repeats: 1, lostAnswers: 1 },
  flaws: {},
};
const park: Scenario = {
  ...base,
  inputs: [
    { id: 'a', laneSequence: 1, parks: true, outputs: [{ id: 'a1', key: 'stays' }] },
    { id: 'a', laneSequence: 1, parks: true, outputs: [{ id: 'a1', key: 'stays' }] },
    { id: 'b', laneSequence: null, parks: false, outputs: [{ id: 'b1', key: 'stays' }] },
  ],
};
const flaws: Flaws[] = [
  {},
  { drainBeforeClaim: true },
  { partitionChosenAtSend: true },
  { noEpochInFilter: true },
  { noNextInFilter: true },
  { pendingNotSentAgain: true },
  { commitBeforeSent: true },
  { noSequenceCheck: true },
  { noOffsetCheck: true },
];
for (const [n, s] of [
  ['base', base],
  ['base3', { ...base, maxEpoch: 3 }],
  ['base1', { ...base, slice: 1 }],
  ['park', park],
  ['park3', { ...park, maxEpoch: 3 }],
] as const)
  for (const f of [{}]) {
    const t = process.cpuUsage().user;
    const r = explore({ ...s, flaws: f });
    console.log(
      n,
      JSON.stringify(f),
      r.states,
      r.ends,
      (process.cpuUsage().user - t) / 1000 + 'ms cpu',
      r.counterexample?.what,
      r.counterexample?.trace,
    );
  }
