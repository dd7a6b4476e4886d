export * from './accounts.js';
export * from './entry.js';
export * from './lot-state.js';
export * from './replay.js';
export * from './seal.js';
export * from './verify.js';
