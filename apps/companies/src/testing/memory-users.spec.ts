import { memoryUsers } from './memory-users.js';
import { usersSuite } from './users-suite.js';

usersSuite('memory', memoryUsers);
