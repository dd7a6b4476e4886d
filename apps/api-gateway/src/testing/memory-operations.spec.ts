import { MemoryOperations } from './memory-operations.js';
import { operationsSuite } from './operations-suite.js';

operationsSuite('memory', () => new MemoryOperations());
