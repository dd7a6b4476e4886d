import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { slug } from '@reservoir/messages';
import { z } from 'zod';
import { ParametersForDocument } from './documented.js';
import { Public } from './http-guard.js';
import { kindOf } from './problem-kinds.js';

const kindView = z.object({ code: slug, status: z.int(), title: z.string() }).meta({ id: 'ProblemKind' });

/** /problems: where the `type` of a problem leads. */
@ApiTags('problems')
@Public()
@Controller('problems')
export class ProblemsController {
  @Get(':code')
  @ParametersForDocument()
  @ApiOperation({ summary: 'What a code means', security: [] })
  @ApiResponse({ status: 200, description: 'Status and title', standardSchema: kindView })
  @ApiResponse({
    status: 400,
    description: 'No code looks like this',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  })
  find(@Param({ schema: z.object({ code: slug }) }) { code }: { code: string }): z.input<typeof kindView> {
    return { code, ...kindOf(code) };
  }
}
