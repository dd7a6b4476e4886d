/**
 * Loaded into a service with `node --import`: ends or freezes the process when one of its lanes reaches a point of the
 * protocol for the n-th time. PLANT=`point:nth:SIGKILL|SIGSTOP`.
 */
import { subscribe } from 'node:diagnostics_channel';

const [point, nth, signal] = (process.env.PLANT ?? '').split(':');
let left = Number(nth);

subscribe('reservoir:messaging:protocol', (message) => {
  if (message.point === point && --left === 0) process.kill(process.pid, signal);
});
