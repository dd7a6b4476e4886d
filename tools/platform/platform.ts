import type { Addresses } from '@reservoir/testing/servers';
import { choosePort } from '@reservoir/testing/servers';
import { type DevelopmentIssuer, startIssuer } from './issuer.js';
import { type ServiceProcess, startServiceProcess } from './service-process.js';

/** Every service, in the order of their health ports. */
export const apps = [
  'api-gateway',
  'companies',
  'catalog',
  'license-pool',
  'contracts',
  'points-exchange',
] as const;
export type AppName = (typeof apps)[number];

export interface PlatformOptions {
  readonly servers: Addresses;
  readonly logFolder: string;
  /** Preferred port of the gateway; another one is taken when it is in use. */
  readonly port?: number;
  /** Preferred first port of the probes, one for each service from there on. */
  readonly healthPort?: number;
  readonly issuerPort?: number;
  /** Which services to start; all unless told otherwise. */
  readonly only?: readonly AppName[];
  /** For systems that share servers. */
  readonly topicPrefix?: string;
  readonly database?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly onProgress?: (line: string) => void;
}

/** The whole system on this machine, each service in a process of its own. */
export interface Platform {
  readonly url: string;
  readonly issuer: DevelopmentIssuer;
  readonly services: ReadonlyMap<string, ServiceProcess>;
  /** Starts another replica, on a free health port, and a gateway on a free port unless `more` names its PORT. */
  startReplica(
    app: AppName,
    replica: number,
    nodeOptions?: readonly string[],
    more?: Readonly<Record<string, string>>,
  ): Promise<ServiceProcess>;
  stop(): Promise<void>;
}

/** Starts the issuer and the services that were built into dist/, and waits until all are ready. */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const report = options.onProgress ?? (() => undefined);
  const port = await choosePort(options.port, report);
  const issuer = await startIssuer(await choosePort(options.issuerPort, report));
  const env = { ...environment(options, issuer), PORT: String(port) };
  const { logFolder } = options;
  const services = new Map<string, ServiceProcess>();
  const stop = async (): Promise<void> => {
    await Promise.all([...services.values()].map(async (service) => service.stop()));
    await issuer.close();
  };
  try {
    await startAll(options, env, services);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: `http://127.0.0.1:${port}`,
    issuer,
    services,
    startReplica: async (app, replica, nodeOptions = [], more = {}) => {
      const healthPort = await choosePort(undefined, report);
      const ownPort = more['PORT'] ?? String(await choosePort(undefined, report));
      const spec = {
        app,
        replica,
        env: { ...env, ...more, PORT: ownPort },
        logFolder,
        healthPort,
        nodeOptions,
      };
      const service = startServiceProcess(spec);
      services.set(service.name, service);
      return service;
    },
    stop,
  };
}

async function startAll(
  options: PlatformOptions,
  env: Readonly<Record<string, string>>,
  services: Map<string, ServiceProcess>,
): Promise<void> {
  const report = options.onProgress ?? (() => undefined);
  for (const [index, app] of (options.only ?? apps).entries()) {
    const healthPort = await choosePort(options.healthPort && options.healthPort + index, report);
    services.set(app, startServiceProcess({ app, env, logFolder: options.logFolder, healthPort }));
  }
  await Promise.all(
    [...services.values()].map(async (service) => {
      await service.ready();
      report(`${service.name} is ready`);
    }),
  );
}

function environment(options: PlatformOptions, issuer: DevelopmentIssuer): Record<string, string> {
  return {
    KAFKA_BROKERS: options.servers.kafkaBrokers,
    MONGODB_URI: options.servers.mongodbUri,
    AUTH_ISSUER: issuer.url,
    AUTH_AUDIENCE: issuer.audience,
    AUTH_JWKS_URI: issuer.jwksUri,
    ...(options.topicPrefix ? { TOPIC_PREFIX: options.topicPrefix } : {}),
    ...(options.database ? { MONGODB_DATABASE: options.database } : {}),
    ...options.env,
  };
}
