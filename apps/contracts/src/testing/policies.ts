export { proratedThroughout, sevenDays } from '../domain/recovery/recovery-policy.js';
