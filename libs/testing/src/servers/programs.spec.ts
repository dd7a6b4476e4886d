import { describe, expect, test } from '@jest/globals';
import { ask, atLeast, onPath, versionIn } from './programs.js';

describe('versions', () => {
  test.each([
    ['db version v6.0.5\nBuild Info', [6, 0]],
    ['openjdk version "17.0.15" 2025-04-15', [17, 0]],
    ['4.1.1.jar', [4, 1]],
    ['nothing', undefined],
  ])('in %j', (text, version) => {
    expect(versionIn(text)).toEqual(version);
  });

  test.each([
    [[6, 0], true],
    [[7, 0], true],
    [[5, 9], false],
    [undefined, false],
  ] as const)('%j is at least 6.0: %j', (version, answer) => {
    expect(atLeast(version, [6, 0])).toBe(answer);
  });
});

describe('ask', () => {
  test('gives what a program prints', async () => {
    expect(await ask(process.execPath, ['-e', 'console.log(1); console.error(2)'])).toEqual({
      ok: true,
      output: '1\n2\n',
    });
  });

  test('gives the last line of the reason for which it fails', async () => {
    const failing = await ask(process.execPath, ['-e', 'console.error("one\\ntwo"); process.exit(3)']);
    expect(failing).toEqual({ ok: false, reason: 'two' });
  });

  test('does not wait for a program that hangs', async () => {
    const hanging = await ask(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], 200);
    expect(hanging).toEqual({ ok: false, reason: 'no answer in 200 ms' });
  });
});

test('onPath finds programs, and nothing else', async () => {
  expect(await onPath('sh')).toMatch(/\/sh$/);
  expect(await onPath('no-such-program')).toBeUndefined();
  expect(await onPath('etc', '/')).toBeUndefined();
});
