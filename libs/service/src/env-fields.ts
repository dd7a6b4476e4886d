import { z } from 'zod';

/** A whole number, both bounds allowed. */
export const integer = (min: number, max: number) =>
  z
    .string()
    .refine((text) => /^\d+$/.test(text) && Number(text) >= min && Number(text) <= max, {
      error: `must be a whole number from ${min} to ${max}`,
    })
    .transform(Number);

/** A TCP port; 0 lets the machine choose. */
export const port = () => integer(0, 65_535);

/** A length of time in milliseconds. */
export const milliseconds = (min: number, max: number) => integer(min, max);

/** `on` or `off`. */
export const onOff = () =>
  z.enum(['on', 'off'], { error: 'must be on or off' }).transform((text) => text === 'on');

/** One of a few words. */
export const oneOf = <const Words extends readonly [string, ...string[]]>(...words: Words) =>
  z.enum(words, { error: `must be one of ${words.join(', ')}` });

/** Any text but none. */
export const text = () => z.string();

/** Kafka's `host:port[,host:port…]`. */
export const brokers = () =>
  z
    .string()
    .transform((list) => list.split(',').map((broker) => broker.trim()))
    .refine((list) => list.every((broker) => /^(\[[\da-fA-F:]+\]|[\w.-]+):\d{1,5}$/.test(broker)), {
      error: 'must be host:port[,host:port…]',
    });

/** A MongoDB connection string. It may hold a password. */
export const mongodbUri = () =>
  z.string().regex(/^mongodb(\+srv)?:\/\/\S+$/, { error: 'must start with mongodb:// or mongodb+srv://' });

/** Marks a variable whose value is never shown: not in faults, not in help. Call it last. */
export const secret = <Schema extends z.ZodType>(schema: Schema, meaning: string): Schema =>
  schema.meta({ description: meaning, secret: true });
