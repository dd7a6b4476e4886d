import { catalogSuite } from './catalog-suite.js';
import { memoryCatalog } from './memory-catalog.js';

catalogSuite('memory', memoryCatalog);
