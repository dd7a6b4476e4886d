/**
 * Loaded into a service with `node --import`: ends or freezes the process when one of its lanes reaches a point of the
 * protocol for the n-th time, or for the n-th time with a record of a step. PLANT is a plan as JSON (plans.ts).
 */
import { subscribe } from 'node:diagnostics_channel';

const { point, nth, signal, step } = JSON.parse(process.env.PLANT ?? '{}');
let left = nth;

const isOfStep = ({ type, correlationId }) =>
  type === step.record && (step.saga === null || correlationId.startsWith(`${step.saga}.`));

subscribe('reservoir:messaging:protocol', (message) => {
  if (message.point !== point || (step && !message.records.some(isOfStep))) return;
  if (--left === 0) process.kill(process.pid, signal);
});
