type Given = Readonly<Record<string, string | undefined>>;
type Rule = (given: Given, parsed: Readonly<Record<string, unknown>>) => string | undefined;

/** Both or neither. */
const together =
  (one: string, other: string): Rule =>
  (given) => {
    if ((given[one] === undefined) === (given[other] === undefined)) return undefined;
    const [set, missing] = given[one] === undefined ? [other, one] : [one, other];
    return `${missing} is required, since ${set} is set`;
  };

const needsTls =
  (name: string): Rule =>
  (given) =>
    given[name] !== undefined && given['KAFKA_TLS'] !== 'on'
      ? `${name} is set, but KAFKA_TLS is not on`
      : undefined;

const heartbeatIsFrequent: Rule = (_, parsed) =>
  Number(parsed['HEARTBEAT_INTERVAL_MS']) * 3 > Number(parsed['SESSION_TIMEOUT_MS'])
    ? 'HEARTBEAT_INTERVAL_MS must be at most a third of SESSION_TIMEOUT_MS'
    : undefined;

const noSandboxInProduction: Rule = (given) =>
  given['SANDBOX'] === 'on' && given['NODE_ENV'] === 'production'
    ? 'SANDBOX must be off when NODE_ENV is production: nobody may move the clock there'
    : undefined;

const rules: readonly Rule[] = [
  together('KAFKA_SASL_USERNAME', 'KAFKA_SASL_PASSWORD'),
  together('KAFKA_TLS_CERT_FILE', 'KAFKA_TLS_KEY_FILE'),
  needsTls('KAFKA_TLS_CA_FILE'),
  needsTls('KAFKA_TLS_CERT_FILE'),
  heartbeatIsFrequent,
  noSandboxInProduction,
];

/**
 * The faults that show only when variables are seen together.
 * @param given the variables that are set
 * @param parsed the parsed ones, by the same names; undefined when one alone is at fault
 */
export const crossFaults = (
  given: Given,
  parsed: Readonly<Record<string, unknown>> = {},
): readonly string[] => rules.flatMap((rule) => rule(given, parsed) ?? []);
