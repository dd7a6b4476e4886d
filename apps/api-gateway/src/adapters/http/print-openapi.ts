/** Prints the OpenAPI document, for `npm run generate`: of the routes alone, with no server and nothing behind them. */
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { CLOCK } from '@reservoir/service';
import { httpControllers } from './http-controllers.js';
import { openApiDocument } from './platform/openapi.js';
import * as tokens from './tokens.js';

@Module({
  controllers: [...httpControllers],
  providers: [CLOCK, ...Object.values(tokens)].map((provide) => ({ provide, useValue: undefined })),
})
class Routes {}

const app = await NestFactory.create<NestFastifyApplication>(Routes, new FastifyAdapter(), {
  preview: true,
  logger: false,
  abortOnError: false,
});
process.stdout.write(JSON.stringify(openApiDocument(app)));
