import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { provided } from './provided.js';

const THERE = Symbol('there');
const NOT_THERE = Symbol('not there');

@Module({ providers: [{ provide: THERE, useFactory: () => ['a finder'] }] })
class Inner {}

@Module({ imports: [Inner] })
class App {}

describe('what an app provides', () => {
  it('is found wherever it stands, and missed without a word', async () => {
    const said: unknown[] = [];
    const say = (...words: unknown[]) => void said.push(words);
    const logger = { log: () => undefined, error: say, warn: say, fatal: say };
    const context = await NestFactory.createApplicationContext(App, { logger, abortOnError: false });
    expect(provided(context, THERE)).toEqual(['a finder']);
    expect(provided(context, NOT_THERE)).toBeUndefined();
    expect(said).toEqual([]);
    await context.close();
  });
});
