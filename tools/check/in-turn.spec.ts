import { describe, expect, it } from '@jest/globals';
import { InTurn } from './in-turn.js';

describe('writing in turn', () => {
  const shown: string[] = [];
  const turns = new InTurn(['a', 'b', 'c'], (text) => void shown.push(text));
  const [a, b, c] = [turns.writer('a'), turns.writer('b'), turns.writer('c')];

  it('shows the first as it comes, and each other one when those before it have ended', () => {
    b('b1');
    a('a1');
    c('c1');
    expect(shown).toEqual(['a1']);
    turns.end('c');
    a('a2');
    expect(shown).toEqual(['a1', 'a2']);
    turns.end('a');
    expect(shown).toEqual(['a1', 'a2', 'b1']);
    b('b2');
    expect(shown).toEqual(['a1', 'a2', 'b1', 'b2']);
    turns.end('b');
    expect(shown).toEqual(['a1', 'a2', 'b1', 'b2', 'c1']);
  });
});
