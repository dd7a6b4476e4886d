import { memoryPorts } from './memory-ports.js';
import { type ContractsUnitOfWork, portsSuite } from './ports-suite.js';
import { usePortsSuite } from './use-ports-suite.js';

const ports = memoryPorts();

const atOnce: ContractsUnitOfWork = async (_needs, _now, decide) => Promise.resolve(decide(ports));

portsSuite('memory', () => atOnce);
usePortsSuite('memory', () => atOnce);
