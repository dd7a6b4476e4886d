import { memoryPorts } from './memory-ports.js';
import { portsSuite } from './ports-suite.js';

const ports = memoryPorts();

portsSuite('memory', () => async (_needs, _now, decide) => Promise.resolve(decide(ports)));
