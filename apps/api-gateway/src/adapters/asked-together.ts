import { atMost } from '@reservoir/messaging';
import DataLoader from 'dataloader';

/** Whoever asks while others are answered waits for them, at most so long. */
const togetherMs = 50;

/**
 * Makes one question of many: whatever is asked in one turn of the event loop, or while others are answered, goes out together
 * (docs/adr/0025). Nothing is remembered: each answer is made after it was asked for.
 * @param answer answers questions in their order; when it fails, it fails for all of them
 * @param atOnce questions that are asked together at most
 */
export function askedTogether<Question, Answer>(
  answer: (questions: readonly Question[]) => Promise<readonly Answer[]>,
  atOnce = 100,
): (question: Question) => Promise<Answer> {
  let answering: Promise<unknown> = Promise.resolve();
  const loader = new DataLoader<Question, Answer>(
    async (questions) => {
      const answers = answer(questions);
      answering = answers.catch(() => undefined);
      return answers;
    },
    {
      cache: false,
      maxBatchSize: atOnce,
      batchScheduleFn: (ask) => void atMost(togetherMs, answering).then(() => setImmediate(ask)),
    },
  );
  return async (question) => loader.load(question);
}
