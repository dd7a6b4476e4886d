import { collectionsSuite } from './collections-suite.js';
import { MemoryCollections } from './memory-collections.js';

collectionsSuite('memory', () => new MemoryCollections().unitOfWork);
