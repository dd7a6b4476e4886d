import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Draws that come out the same for the same seed. */
export interface Random {
  /** A whole number from `min` to `max`, both included. */
  int(min: number, max: number): number;
  /** True with a probability of 0 … 1. */
  chance(probability: number): boolean;
  /**
   * An index below `count`; with a skew above 0 the first ones come more often (0 is uniform, 1 is about Zipf).
   */
  index(count: number, skew: number): number;
}

/** @param seed any integer. */
export function randomOf(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  const float = (): number => uniformFloat64(generator);
  return {
    int: (min, max) => uniformInt(generator, min, max),
    chance: (probability) => float() < probability,
    index: (count, skew) => Math.min(count - 1, Math.floor(count * float() ** (1 + 2 * skew))),
  };
}
