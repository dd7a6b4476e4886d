import { memoryPoints } from './memory-points.js';
import { pointsSuite } from './points-suite.js';

pointsSuite('memory', () => Promise.resolve(memoryPoints()));
