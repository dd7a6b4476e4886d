import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { companyId } from '@reservoir/messages';
import { z } from 'zod';
import type { Caller } from '../../../domain/caller.js';
import { mapPage } from '../../mongo/page.js';
import type { PointsLedgerQueries } from '../../mongo/queries/points-ledger.queries.js';
import { Answer } from '../platform/answer.js';
import { TheCaller } from '../platform/asked.js';
import { Reads } from '../platform/documented.js';
import { type PageQuery, pageAnswer, pageOf, pageQuery, pageRequest } from '../platform/paging.js';
import { unknown } from '../platform/problem.js';
import type { Tenancy } from '../platform/tenancy.js';
import { POINTS, POINTS_LEDGER, TENANCY } from '../tokens.js';
import {
  balancesAt,
  boundsOf,
  movedBetween,
  statementMonth,
  statementView,
  toldFault,
  transactionView,
  verificationQuery,
  verificationView,
  viewOfTransaction,
} from './ledger.views.js';
import type { PointsReader } from './points.reader.js';
import { verifyPart } from './verification.js';

const partner = z.object({ partnerId: companyId });
type PartnerParams = z.output<typeof partner>;
const monthOf = partner.extend({ month: statementMonth });

/** /v1/partners/{partnerId}/points/transactions, …/transactions:verify and …/statements/{month} */
@ApiTags('points')
@Controller('v1/partners/:partnerId/points')
export class LedgerController {
  constructor(
    @Inject(POINTS) private readonly points: PointsReader,
    @Inject(POINTS_LEDGER) private readonly ledger: PointsLedgerQueries,
    @Inject(TENANCY) private readonly tenancy: Tenancy,
  ) {}

  @Get('transactions')
  @Reads({
    summary: 'The ledger of a partner, the latest first (PT-1)',
    description:
      'Each transaction carries the hash of the one before it: `hash` is the SHA-256, in hexadecimal, of the canonical JSON ' +
      '(RFC 8785) of its other members.',
    answer: pageOf(transactionView),
  })
  async transactions(
    @Param({ schema: partner }) { partnerId }: PartnerParams,
    @Query({ schema: pageQuery }) query: PageQuery,
    @TheCaller() caller: Caller,
  ): Promise<Answer> {
    await this.tenancy.require(caller, partnerId, 'partner');
    const page = await this.points.queries.transactions(partnerId, pageRequest(query));
    const path = `/v1/partners/${partnerId}/points/transactions`;
    return pageAnswer(mapPage(page, viewOfTransaction), path, query);
  }

  @Get('transactions::verify')
  @Reads({
    summary: 'Verify the chain of a ledger, a part at a time (PT-1)',
    description:
      'Looks at `limit` entries from `from` on; go on with `next` until it is null. An entry that was changed, left out or ' +
      'cut off is named in `fault`.',
    answer: verificationView,
  })
  async verify(
    @Param({ schema: partner }) { partnerId }: PartnerParams,
    @Query({ schema: verificationQuery }) { from, limit }: z.output<typeof verificationQuery>,
    @TheCaller() caller: Caller,
  ): Promise<z.input<typeof verificationView>> {
    await this.tenancy.require(caller, partnerId, 'partner');
    const account = await this.points.queries.account(partnerId);
    if (!account) throw unknown('points-account');
    const { to, hash, fault, next } = await verifyPart(this.ledger, account, from, limit);
    return { partnerId, from, to, verified: !fault, fault: fault && toldFault(fault), hash, next };
  }

  @Get('statements/:month')
  @Reads({
    summary: "The statement of a month of a partner's points (PT-8)",
    description:
      'Balances at both ends of the month, what it brought and took, and its transactions by pages.',
    answer: statementView,
  })
  async statement(
    @Param({ schema: monthOf }) { partnerId, month }: z.output<typeof monthOf>,
    @Query({ schema: pageQuery }) query: PageQuery,
    @TheCaller() caller: Caller,
  ): Promise<Answer> {
    await this.tenancy.require(caller, partnerId, 'partner');
    const { from, to } = boundsOf(month);
    const [before, last, page] = await Promise.all([
      this.ledger.lastBefore(partnerId, from),
      this.ledger.lastBefore(partnerId, to),
      this.ledger.between(partnerId, from, to, pageRequest(query, 2)),
    ]);
    if (!last) throw unknown('points-statement');
    const [opening, closing] = [balancesAt(before), balancesAt(last)];
    const { status, body, headers } = pageAnswer(
      mapPage(page, viewOfTransaction),
      `/v1/partners/${partnerId}/points/statements/${month}`,
      query,
    );
    const moved = movedBetween(opening, closing);
    const whole = { partnerId, month, from, to, opening, closing, ...moved, ...(body as object) };
    return new Answer(status, whole, headers);
  }
}
