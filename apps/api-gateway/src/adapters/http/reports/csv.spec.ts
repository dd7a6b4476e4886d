import { describe, expect, it } from '@jest/globals';
import { csvAnswer, csvOf } from './csv.js';

describe('a spreadsheet', () => {
  it('has a header line, quotes what needs it, and leaves out what is null', () =>
    expect(
      csvOf(
        ['name', 'licences', 'low', 'until'],
        [{ name: 'A "b", c', licences: 5, low: true, until: null }],
      ),
    ).toBe('name,licences,low,until\r\n"A ""b"", c",5,yes,\r\n'));

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx'])('takes no formula: %j', (name) =>
    expect(csvOf(['name'], [{ name }])).toContain(`'${name}`),
  );

  it('without rows is its header line', () => expect(csvOf(['a', 'b'], [])).toBe('a,b\r\n'));

  it('is a file', () =>
    expect(csvAnswer('pool.csv', 'a\r\n', { link: '<next>' })).toMatchObject({
      status: 200,
      headers: {
        'content-type': expect.stringContaining('text/csv'),
        'content-disposition': 'attachment; filename="pool.csv"',
        link: '<next>',
      },
    }));
});
