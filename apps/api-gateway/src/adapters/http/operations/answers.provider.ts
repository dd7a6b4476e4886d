import type { Provider } from '@nestjs/common';
import { type ClockFollower, SANDBOX } from '@reservoir/service';
import { resourcesOf } from '../resources-of.js';
import {
  ACCESS,
  ANSWERS,
  CATALOG,
  CONTRACTS,
  CUSTOMER_READER,
  DRAFTS,
  POINTS,
  POOL_READER,
  TENANCY,
  TRANSFERS,
} from '../tokens.js';
import { Answers } from './answers.js';

type Readers = Parameters<typeof resourcesOf> extends [unknown, ...infer Rest] ? Rest : never;

/** What says what became of commands: of all that reads what they make or change, in the order of `resourcesOf`. */
export const answersProvider: Provider = {
  provide: ANSWERS,
  inject: [
    { token: SANDBOX, optional: true },
    TENANCY,
    CATALOG,
    CONTRACTS,
    POINTS,
    ACCESS,
    TRANSFERS,
    DRAFTS,
    CUSTOMER_READER,
    POOL_READER,
  ],
  useFactory: (sandbox: ClockFollower | null = null, ...readers: Readers) =>
    new Answers(resourcesOf(sandbox, ...readers), sandbox),
};
