import { companiesSuite } from './companies-suite.js';
import { memoryCompanies } from './memory-companies.js';

companiesSuite('memory', memoryCompanies);
