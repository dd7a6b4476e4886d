import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openDataFolder } from './data-folder.js';
import { startInDocker } from './docker.js';

describe('the way over Docker', () => {
  const path = process.env['PATH'] ?? '';
  let folder: string;
  let lines: string[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'docker-'));
    lines = [];
  });
  afterEach(() => {
    process.env['PATH'] = path;
    rmSync(folder, { recursive: true });
  });

  /** Puts a `docker` on the PATH that notes its arguments and does what the script says. */
  function stubDocker(script: string): void {
    const file = join(folder, 'docker');
    const note = `echo "$KAFKA_PORT:$MONGODB_PORT:$MONGODB_NO_TABLE_SCAN $*" >> ${join(folder, 'calls')}`;
    writeFileSync(file, `#!/bin/sh\n${note}\n${script}\n`);
    chmodSync(file, 0o755);
    process.env['PATH'] = `${folder}${delimiter}${path}`;
  }

  async function start(): Promise<unknown> {
    const data = await openDataFolder('ephemeral', false, () => undefined);
    try {
      return await startInDocker(data, { dataDir: 'ephemeral', onProgress: (line) => lines.push(line) });
    } finally {
      await data.close();
    }
  }

  test('lacks docker itself', async () => {
    process.env['PATH'] = folder;
    expect(await start()).toEqual({ lacks: ['no docker on the PATH'] });
  });

  test('lacks an engine, and says what docker says', async () => {
    stubDocker('echo "Cannot connect to the Docker daemon" >&2; exit 1');
    expect(await start()).toEqual({
      lacks: ['no Docker engine answers (Cannot connect to the Docker daemon)'],
    });
  });

  test('lacks the compose plugin', async () => {
    stubDocker('[ "$1" = info ]');
    expect(await start()).toEqual({ lacks: ['the compose plugin of docker is missing'] });
  });

  test('fails with the last lines of compose, and cleans up', async () => {
    stubDocker('case "$*" in *" up "*) echo "no space left on device"; exit 17;; esac');
    expect(await start()).toEqual({
      lacks: [
        expect.stringMatching(
          /^docker compose did not start: it ended with code 17;[^]*no space left on device$/,
        ),
      ],
    });
    const calls = readFileSync(join(folder, 'calls'), 'utf8').trimEnd().split('\n').slice(2);
    const compose = String.raw`\d+:\d+:1 compose --ansi never -p reservoir-[0-9a-f]{8} -f \S+/docker-compose\.yml`;
    expect(calls).toEqual([
      expect.stringMatching(new RegExp(`^${compose} pull --policy missing kafka mongodb$`)),
      expect.stringMatching(new RegExp(`^${compose} up --abort-on-container-exit kafka mongodb$`)),
      expect.stringMatching(new RegExp(`^${compose} down --volumes$`)),
    ]);
  });
});
