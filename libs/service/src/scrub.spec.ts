import { describe, expect, it } from '@jest/globals';
import { createLogger } from './logger.js';
import { scrub } from './scrub.js';

const written = (...args: [object, string]): string => {
  let line = '';
  createLogger('tiny', 'info', { write: (text) => (line = text) }).info(...args);
  JSON.parse(line);
  return line;
};

describe('the log', () => {
  it.each([
    ['a header', { headers: { authorization: 'Basic c2VjcmV0LXdvcmQ=' } }],
    ['a header in another case, deep down', { a: { b: { c: { d: { Authorization: 'secret-word' } } } } }],
    ['a header of several values', { headers: { 'Set-Cookie': ['a=secret-word', 'b'] } }],
    ['a password with quotes in it', { password: 'x"secret-word"\\' }],
    ['an API key by name', { apiKey: 'secret-word' }],
    ['an API key by its form', { note: 'used rsv_live_secret-word today' }],
    ['the user and password of a URI', { uri: 'mongodb://me:secret-word@db:27017/?replicaSet=rs0' }],
    ['a URI inside an error', { error: new Error('no answer from mongodb+srv://me:secret-word@db') }],
    ['a bearer token in a text', { note: 'Authorization: Bearer secret-word.x.y' }],
    ['JSON inside a string', { body: JSON.stringify({ password: 'secret-word', name: 'me' }) }],
    ['a JWT', { note: 'eyJhbGciOi.secret-word.sig' }],
  ])('never shows %s', (_, details) => {
    expect(written(details, 'hello')).not.toContain('secret-word');
  });

  it('never shows secrets of the message either', () => {
    expect(written({}, 'mongodb://me:secret-word@db is away')).toContain('mongodb://***@db is away');
  });

  it('leaves everything else as it is', () => {
    const line = JSON.stringify({
      topic: 'orders.v1',
      at: 'a@b.example',
      url: 'http://host:3000/v1',
      tokens: 3,
    });
    expect(scrub(line)).toBe(line);
    expect(scrub('{"body":"{\\"name\\":\\"me\\"}"}')).toBe('{"body":"{\\"name\\":\\"me\\"}"}');
  });
});
