import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { rootFolder } from './apps.js';

interface Service {
  readonly image: string;
  readonly build?: { readonly dockerfile: string; readonly args: { readonly APP: string } };
  readonly profiles?: readonly string[];
  readonly ports: readonly string[];
  readonly environment?: Readonly<Record<string, string | null>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly volumes?: readonly string[];
}

const read = (file: string): string => readFileSync(join(rootFolder, file), 'utf8');
const compose = parse(read('docker-compose.yml'), { merge: true }) as {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, null>>;
};
const dockerfile = read('deploy/Dockerfile');
const apps = readdirSync(join(rootFolder, 'apps')).filter((name) => name !== 'auditor' && name !== 'console');
const servers = ['kafka', 'mongodb'];
const hostPort = (port: string): string => port.split(':').slice(1, -1).join(':');

describe('docker-compose.yml', () => {
  test('has a service for every app, besides Kafka and MongoDB', () => {
    expect(Object.keys(compose.services).sort()).toEqual([...servers, ...apps].sort());
  });

  test.each(servers)('starts %s by default: pinned, with a health check and its data in a volume', (name) => {
    const server = compose.services[name];
    expect(server?.profiles).toBeUndefined();
    expect(server?.image).toMatch(/:\d+\.\d+\.\d+$/);
    expect(server?.healthcheck?.test.length).toBeGreaterThan(1);
    const volumes = server?.volumes?.map((volume) => volume.split(':')[0]) ?? [];
    expect(volumes.length).toBeGreaterThan(0);
    expect(Object.keys(compose.volumes)).toEqual(expect.arrayContaining(volumes));
  });

  test('checks Kafka where its clients are told to go, whatever port the host gives it', () => {
    const { environment = {}, healthcheck } = compose.services['kafka'] ?? {};
    const checked = /--bootstrap-server (\S+)/.exec(healthcheck?.test.join(' ') ?? '')?.[1];
    const advertised = (environment['KAFKA_ADVERTISED_LISTENERS'] ?? '').split(',');
    expect(advertised.map((listener) => listener.split('://')[1])).toContain(checked);
  });

  test.each(apps)('starts %s in the profile `all`, once the servers are healthy', (name) => {
    const service = compose.services[name];
    expect(service?.profiles).toEqual(['all']);
    expect(service?.build).toMatchObject({ dockerfile: 'deploy/Dockerfile', args: { APP: name } });
    expect(service?.depends_on).toEqual({
      kafka: { condition: 'service_healthy' },
      mongodb: { condition: 'service_healthy' },
    });
    expect(service?.environment).toMatchObject({
      KAFKA_BROKERS: 'kafka:19092',
      MONGODB_URI: 'mongodb://mongodb:27017/?replicaSet=rs0',
      HEALTH_PORT: '3100',
    });
    expect(service?.ports.map((port) => port.split(':').at(-1))).toContain('3100');
  });

  test('publishes every port on this machine only, and none twice', () => {
    const ports = Object.values(compose.services).flatMap((service) => service.ports);
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
    expect(new Set(ports.map(hostPort)).size).toBe(ports.length);
  });

  test('gives no secret, issuer or key a default', () => {
    for (const { environment = {} } of Object.values(compose.services)) {
      for (const [name, value] of Object.entries(environment)) {
        if (/^AUTH_|SECRET|PASSWORD|TOKEN|KEY$/.test(name)) expect([name, value]).toEqual([name, null]);
      }
    }
    expect(Object.keys(compose.services['api-gateway']?.environment ?? {})).toEqual(
      expect.arrayContaining(['AUTH_ISSUER', 'AUTH_AUDIENCE', 'AUTH_JWKS_URI']),
    );
  });
});

describe('deploy/Dockerfile', () => {
  const runtime = dockerfile.slice(dockerfile.lastIndexOf('FROM '));

  test('is multi-stage on Node 24, and its last stage takes what was built from the others', () => {
    expect(dockerfile.match(/^FROM /gm)?.length).toBeGreaterThan(3);
    expect(dockerfile).toMatch(/^FROM node:24-\S+-slim AS base$/m);
    const stages = [...dockerfile.matchAll(/^FROM \S+ AS (\S+)$/gm)].map(([, stage]) => stage);
    const used = [...dockerfile.matchAll(/--from=(\S+)/g)].map(([, stage]) => stage);
    expect(stages).toEqual(expect.arrayContaining(used));
  });

  test('runs as a user without rights, for the app that was named, without packages for development', () => {
    expect(runtime).toMatch(/^USER node$/m);
    expect(runtime).toMatch(/^ARG APP$/m);
    expect(runtime).toMatch(/^ENV NODE_ENV=production/m);
    expect(runtime).toContain('--from=runtime-packages /app/node_modules');
    expect(dockerfile).toMatch(/npm ci .*--omit=dev/);
  });

  test('is healthy when the service is ready', () => {
    const command = /^HEALTHCHECK .*\\\n {2}CMD (.*)$/m.exec(runtime)?.[1] ?? '';
    expect(JSON.parse(command)).toEqual(['node', '-e', expect.stringContaining('/health/ready')]);
    expect(command).toContain('process.env.HEALTH_PORT');
  });
});
