import type { INestApplicationContext } from '@nestjs/common';

/** What the app provides under a token, wherever in its modules; nothing when it provides none. */
export function provided<T>(context: INestApplicationContext, token: symbol): T | undefined {
  try {
    return context.get<T>(token, { strict: false });
  } catch (error) {
    if ((error as Error).constructor.name === 'UnknownElementException') return undefined;
    throw error;
  }
}
