import type { Contract, Player } from './player.js';

const gold = 'partner-gold';
const plus = 'endpoint-security:secure-plus';
const extra = 'endpoint-security:secure-extra';

const securePlus = (customerId: string, quantity: number, more: object = {}) => ({
  ...{
    customerId,
    product: 'endpoint-security',
    protectionModel: 'secure-plus',
    mode: 'commercial',
    quantity,
  },
  ...{ addOns: [], managedServices: [], term: 'Y1', managementModel: 'delegated', autoRenew: { on: true } },
  ...more,
});

/** A year of a partner. @throws Error at the first thing that does not come out as it should */
export async function playTheYear(player: Player): Promise<void> {
  const { one, two } = await begin(player);
  await trialsAndPoints(player);
  await changes(player, one);
  await moving(player, two);
  await renewals(player, one);
}

async function begin(player: Player): Promise<{ readonly one: Contract; readonly two: Contract }> {
  await player.onDay(0, 'the partner stocks up and licenses two customers');
  await player.buys(gold, 50, plus, 'Y1');
  await player.buys(gold, 30, 'patch-management', 'Y1');
  await player.buys(gold, 5, plus, 'M1');
  await player.buysPoints(gold, 1000);
  const one = await player.asks<Contract>(
    gold,
    'assigns 25 with patch management to customer-one, renewed automatically',
    '/v1/contracts',
    securePlus('customer-one', 25, { addOns: ['patch-management'] }),
  );
  const two = await player.asks<Contract>(
    gold,
    'assigns 10 to customer-two',
    '/v1/contracts',
    securePlus('customer-two', 10),
  );
  await player.asksInVain(gold, 'assigns 20 more to customer-two', '/v1/contracts', {
    ...securePlus('customer-two', 20),
    managementModel: undefined,
    autoRenew: undefined,
  });
  await player.showsStock(gold);
  return { one, two };
}

async function trialsAndPoints(player: Player): Promise<void> {
  await player.onDay(10, 'a trial, and points become licences');
  await player.asks(gold, 'lets customer-two try EDR Standalone', '/v1/contracts', {
    ...{ customerId: 'customer-two', product: 'edr-standalone', mode: 'trial', quantity: 10 },
    ...{
      protectionModel: null,
      autoRenew: { on: false },
      addOns: [],
      managedServices: [],
      managementModel: 'client',
    },
  });
  const points = `/v1/partners/${gold}/points`;
  const quote = await player.asks<{ readonly id: string; readonly totalPoints: number }>(
    gold,
    'asks what 50 licences cost in points (10 each, GOLD −5 %)',
    `${points}/quotes`,
    { sku: plus, term: 'Y1', quantity: 50 },
  );
  await player.asks(gold, `pays ${quote.totalPoints} points`, `${points}/exchanges`, { quoteId: quote.id });
}

async function changes(player: Player, one: Contract): Promise<void> {
  await player.onDay(
    120,
    'fewer seats, another contract, and its end; what nobody used has expired meanwhile',
  );
  await player.asks(
    gold,
    'takes 5 seats from customer-one; its module is cut to fit',
    `/v1/contracts/${one.id}/seats`,
    {
      remove: 5,
      cascade: true,
    },
  );
  const more = await player.asks<Contract>(gold, 'gives customer-one 10 more', '/v1/contracts', {
    ...securePlus('customer-one', 10),
    ...{ managementModel: undefined, autoRenew: undefined },
  });
  await player.onDay(150, 'the second contract is not needed any more');
  await player.asks(gold, 'cancels the 10', `/v1/contracts/${more.id}/cancel`, { cascade: true });
  await player.showsStock(gold);
}

async function moving(player: Player, two: Contract): Promise<void> {
  await player.onDay(
    200,
    'customer-two gets more protection, then moves to another partner with its licences',
  );
  await player.buys(gold, 10, extra, 'Y1');
  const upgraded = await player.asks<Contract>(
    gold,
    'upgrades customer-two to Secure Extra',
    `/v1/contracts/${two.id}/upgrade`,
    {
      ...{
        product: 'endpoint-security',
        protectionModel: 'secure-extra',
        mode: 'recover',
        term: 'Y1',
        quantity: 10,
      },
    },
  );
  const asked = await player.asks<{ readonly id: string }>(
    'customer-two',
    'asks partner-silver to take it in',
    '/v1/companies/customer-two/transfer-requests',
    { toId: 'partner-silver' },
  );
  const accept = `/v1/companies/partner-silver/transfer-requests/${asked.id}/accept`;
  await player.asks('partner-silver', 'takes customer-two in', accept);
  const moved = await player.contract('partner-silver', upgraded.id);
  if (moved.end !== upgraded.end)
    throw new Error(`the move changed the end from ${upgraded.end} to ${moved.end}`);
  await player.showsStock(gold, 'partner-silver');
}

async function renewals(player: Player, one: Contract): Promise<void> {
  await player.onDay(300, 'the stock is used up before the renewals come');
  await player.asks(gold, 'wins a customer', '/v1/companies', {
    ...{ id: 'customer-new', type: 'customer', name: 'A new customer', parentId: gold },
  });
  await player.asks(gold, 'assigns 5 to it', '/v1/contracts', securePlus('customer-new', 5));
  await player.showsStock(gold);
  await player.onDay(
    361,
    'customer-one is to be renewed, and the pool is short: notices, and a new attempt every hour',
  );
  await player.buys(gold, 20, plus, 'Y1');
  await player.buys(gold, 20, 'patch-management', 'Y1');
  await player.onDay(370, 'renewed in time; the year is over');
  const renewed = await player.contract(gold, one.id);
  if (renewed.state !== 'active') throw new Error(`customer-one's contract is ${renewed.state}`);
  await player.showsStock(gold, 'partner-silver');
}
