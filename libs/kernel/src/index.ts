export * from './clock.js';
export * from './decided.js';
export * from './duration.js';
export * from './ids.js';
export * from './instant.js';
export * from './refusal.js';
export * from './result.js';
export * from './term.js';
