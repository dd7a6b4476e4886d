import type { INestApplicationContext } from '@nestjs/common';

/** What the app provides under a token, wherever in its modules; nothing when it provides none. */
export function provided(context: INestApplicationContext, token: symbol): unknown {
  try {
    return context.get<unknown>(token, { strict: false });
  } catch (error) {
    if ((error as Error).constructor.name === 'UnknownElementException') return undefined;
    throw error;
  }
}
