import type { Refusal } from '@reservoir/kernel';
import type { refusal } from '@reservoir/messages';
import type { z } from 'zod';

/** A refusal as records carry it. */
export const refusalDataOf = ({ errors, ...refused }: Refusal): z.output<typeof refusal> => ({
  ...refused,
  ...(errors && { errors: errors.map((error) => ({ ...error })) }),
});
