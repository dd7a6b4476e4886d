/** `@reservoir/tools/platform`: the whole system on this machine, for the local start, tests and benchmarks. */
export { type Answer, type Api, apiOf, bodyOf } from './api.js';
export { demoCompanies, demoIds } from './demo-companies.js';
export { demoCatalog } from '@reservoir/testing/demo';
export { loadDemoWorld } from './load-demo-world.js';
export { type DevelopmentIssuer, startIssuer } from './issuer.js';
export { type AppName, type Platform, type PlatformOptions, apps, startPlatform } from './platform.js';
export { type ServiceProcess, type ServiceSpec, startServiceProcess } from './service-process.js';
