import { describe, expect, it } from '@jest/globals';
import { plusMs } from '@reservoir/kernel';
import { sequences } from '@reservoir/testing/properties';
import * as fc from 'fast-check';
import { aService } from './a-service.js';
import { now as start } from './license-pool.fixtures.js';
import { anyCommands, runCommand } from './pool-commands.js';
import { Replay, faultsIn } from './pool-invariants.js';

const { numRuns, minLength } = sequences(100);

describe('the invariants of a pool', () => {
  it('1, 3, 8 and 11 hold after every step of any sequence of commands', () => {
    const happened = new Set<string>();
    fc.assert(
      fc.property(anyCommands(minLength), (commands) => {
        const { run, memory } = aService();
        const replay = new Replay();
        let now = start;
        for (const command of commands) {
          now = plusMs(now, command.afterMinutes * 60_000);
          for (const event of run((all) => runCommand(command, all, now), now)) {
            replay.add(event);
            happened.add(event.type);
          }
          expect(faultsIn(memory, replay)).toEqual([]);
        }
      }),
      { numRuns },
    );
    expect(happened.size).toBe(13); // every kind of event: the property is about something
  });
});
