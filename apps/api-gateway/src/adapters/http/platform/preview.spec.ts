import { describe, expect, it } from '@jest/globals';
import { asksForPreview } from './preview.js';

describe('CT-18: ?preview', () => {
  it.each([
    ['/v1/contracts', false],
    ['/v1/contracts?', false],
    ['/v1/contracts?preview=false', false],
    ['/v1/contracts?preview=true', true],
  ])('of %s is %s', (url, asked) => expect(asksForPreview(url)).toBe(asked));

  it.each([
    'preview',
    'preview=',
    'preview=1',
    'preview=TRUE',
    'preview=true&preview=false',
    'preview=true&dryRun=true',
    'Preview=true',
    'previews=true',
    'preview[]=true',
  ])('is strict: %s is refused, so that nothing is done by mistake', (query) =>
    expect(() => asksForPreview(`/v1/contracts?${query}`)).toThrow('The query is not as documented'),
  );
});
