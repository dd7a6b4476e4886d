export * from './aggregates.js';
export * from './chunk.js';
export * from './errors.js';
export * from './handles.js';
export * from './inbound-record.js';
export * from './record-context.js';
export * from './unit-of-work.js';
