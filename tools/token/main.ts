import { Command, Option } from 'commander';

const roles = ['total-control', 'license-and-security-admin', 'security-admin', 'monitoring', 'operator'];

const program = new Command('npm run token --')
  .description(
    'Prints a development token. The issuer runs with the local start (npm start) and nowhere else.',
  )
  .option(
    '--company <id>',
    'the company that the caller belongs to, such as partner-gold; none for the operator',
  )
  .addOption(new Option('--role <role>', 'what the caller may do').choices(roles).default('total-control'))
  .option('--user <id>', 'who the caller is', 'developer')
  .option('--ttl <seconds>', 'how long the token is valid', '28800')
  .option('--issuer <url>', 'where the development issuer listens', 'http://127.0.0.1:3999')
  .showHelpAfterError();

const flags = program
  .parse()
  .opts<{ company?: string; role: string; user: string; ttl: string; issuer: string }>();

if (!flags.company && flags.role !== 'operator')
  program.error('a token needs a company, such as --company partner-gold, or --role operator');

const query = new URLSearchParams({
  role: flags.role,
  user: flags.user,
  ttlSeconds: flags.ttl,
  ...(flags.company ? { company: flags.company } : {}),
});
const answer = await fetch(`${flags.issuer}/token?${query.toString()}`).catch(() =>
  program.error(`no development issuer at ${flags.issuer}: run npm start first`),
);
const { token, error } = (await answer.json()) as { token?: string; error?: string };
if (token) console.log(token);
else program.error(error ?? `the issuer answered ${answer.status}`);
