import { describe, expect, it } from '@jest/globals';
import { logLevel } from 'kafkajs';
import { kafkaLogs } from './kafka.js';
import { correlated, createLogger } from './logger.js';
import { nestLogger } from './nest-logger.js';

function aLog(level: string) {
  const lines: Record<string, unknown>[] = [];
  const logger = createLogger('tiny', level, {
    write: (line) => lines.push(JSON.parse(line) as Record<string, unknown>),
  });
  return { lines, logger };
}

describe('the logger', () => {
  it('writes JSON with the service, the time and the level by name', () => {
    const { lines, logger } = aLog('info');
    logger.info({ topic: 'orders.v1' }, 'hello');
    expect(lines).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-.*Z$/),
        service: 'tiny',
        topic: 'orders.v1',
        message: 'hello',
      },
    ]);
  });

  it('writes nothing below its level', () => {
    const { lines, logger } = aLog('warn');
    logger.info('hello');
    expect(lines).toEqual([]);
  });

  it('ties the lines of one request together', () => {
    const { lines, logger } = aLog('info');
    correlated(logger, { correlationId: 'c-1', causationId: null, operationId: 'o-1' }).info('hello');
    expect(lines[0]).toMatchObject({ correlationId: 'c-1', operationId: 'o-1' });
    expect(lines[0]).not.toHaveProperty('causationId');
  });
});

describe('what Nest says', () => {
  it('is at level debug when it is of its own parts', () => {
    const { lines, logger } = aLog('debug');
    const nest = nestLogger(logger);
    nest.log('Starting Nest application...', 'NestFactory');
    nest.log('something of an app', 'Catalog');
    expect(lines.map(({ level, context }) => [level, context])).toEqual([
      ['debug', 'NestFactory'],
      ['info', 'Catalog'],
    ]);
  });

  it('keeps the stack of an error', () => {
    const { lines, logger } = aLog('info');
    nestLogger(logger).error('broken', 'Error: broken\n  at x', 'ExceptionsHandler');
    nestLogger(logger).error(new Error('also broken'));
    expect(lines).toMatchObject([
      { level: 'error', message: 'broken', stack: 'Error: broken\n  at x', context: 'ExceptionsHandler' },
      { level: 'error', message: 'also broken', error: { type: 'Error' } },
    ]);
  });
});

describe('what kafkajs says', () => {
  it('is quieter by one level, but for warnings and errors', () => {
    const { lines, logger } = aLog('trace');
    const log = kafkaLogs(logger)(logLevel.DEBUG);
    for (const level of [logLevel.ERROR, logLevel.WARN, logLevel.INFO, logLevel.DEBUG])
      log({
        namespace: 'Runner',
        level,
        label: '',
        log: { timestamp: '', logger: 'kafkajs', message: 'm', groupId: 'g' },
      });
    expect(lines.map(({ level }) => level)).toEqual(['error', 'warn', 'debug', 'trace']);
    log({
      namespace: 'Connection',
      level: logLevel.ERROR,
      label: '',
      log: { timestamp: '', logger: '', message: 'm' },
    });
    expect(lines[4]).toMatchObject({ level: 'debug', kafkajs: 'Connection' });
    expect(lines[0]).toMatchObject({ message: 'm', groupId: 'g', kafkajs: 'Runner' });
  });
});
