const names = [
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
  'password',
  'passwd',
  'passphrase',
  'secret',
  'clientSecret',
  'client_secret',
  'webhookSecret',
  'apiKey',
  'api_key',
  'api-key',
  'x-api-key',
  'accessToken',
  'access_token',
  'refreshToken',
  'refresh_token',
  'token',
  'saslPassword',
  'KAFKA_SASL_PASSWORD',
].join('|');

/** In JSON, and in JSON that is a string inside JSON: what stands under one of the names above. */
const member = new RegExp(`("(?:${names})"\\s*:\\s*)(?:"(?:[^"\\\\]|\\\\.)*"|\\[[^\\]]*\\])`, 'gi');
const quotedMember = new RegExp(`(\\\\"(?:${names})\\\\"\\s*:\\s*\\\\")(?:(?!\\\\").)*`, 'gi');

/** `mongodb://user:password@host`, and any other URI. */
const credentials = /(\/\/)[^\s/"@\\]+@/g;
const bearer = /\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi;
const apiKey = /\brsv_[\w-]+/g;
const jwt = /\beyJ[\w-]{6,}\.[\w-]+\.[\w-]*/g;

/** Takes passwords, tokens and keys out of a line of JSON; it stays JSON. */
export const scrub = (line: string): string =>
  line
    .replace(member, '$1"***"')
    .replace(quotedMember, '$1***')
    .replace(credentials, '$1***@')
    .replace(bearer, '$1 ***')
    .replace(apiKey, 'rsv_***')
    .replace(jwt, '***');
