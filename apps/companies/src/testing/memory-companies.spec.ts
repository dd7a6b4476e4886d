import { companiesSuite } from './companies-suite.js';
import { memoryCompanies } from './memory-companies.js';
import { transfersSuite } from './transfers-suite.js';

companiesSuite('memory', memoryCompanies);
transfersSuite('memory', memoryCompanies);
