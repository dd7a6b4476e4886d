/** How often each race through the gateway is run: a few times by `npm test`, 50 times by `npm run test:races` (`RACE_ROUNDS`). */
export const raceRounds = Number(process.env['RACE_ROUNDS'] ?? 10);
