import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { z } from 'zod';
import { operationView } from '../operations/operation.view.js';
import { problemView } from './problem.view.js';

const about = `The open platform to buy, pool, assign, renew, recover and exchange security licences.

Every command becomes an operation: it answers with its outcome when that is known within the wait (\`Prefer: wait=N\`),
and whoever is told so reads its own write with the next GET; else 202 and a Location to ask. With \`?preview=true\` it
changes nothing, and answers with what would happen. Nobody reads or writes outside
the subtree of its own company: a foreign id answers exactly as an unknown one.`;

/** Words on the groups of routes, in the order in which they are shown. */
const tags: Readonly<Record<string, string>> = {
  companies: 'Distributors, partners and customers',
  users: 'Who acts for a company, and with which role',
  'api-keys': 'What the programs of a company identify themselves with',
  catalog: 'Families, products and modules; what distributors sell, at what price',
  pools: "A partner's stock of licences, and the receipts of its orders",
  contracts: 'Licences that are assigned to customers',
  customers: 'What a customer has, had and will have',
  points: 'MSSP points, and their exchange for licences',
  operations: 'The progress and the outcome of commands',
  problems: 'What the codes of problems mean',
};

/** The OpenAPI 3.1 document of all routes. */
export function openApiDocument(app: NestFastifyApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.1')
    .setTitle('Reservoir')
    .setDescription(about)
    .setVersion('1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addServer('/', 'This gateway')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT, or an API key: rsv_…' });
  for (const [name, description] of Object.entries(tags)) config.addTag(name, description);
  const document = SwaggerModule.createDocument(app, config.build(), {
    standardSchemaConverter: (schema) => convert(schema as z.ZodType),
    operationIdFactory: (controller, method) =>
      `${controller.replace('Controller', '').toLowerCase()}-${method}`,
    autoTagControllers: false,
  });
  const shared = { ...convert(problemView).components, ...convert(operationView).components };
  document.components = { ...document.components, schemas: { ...document.components?.schemas, ...shared } };
  return document;
}

/** Serves the document at /openapi.json, and Swagger UI from this process at /docs. */
export function serveDocs(app: NestFastifyApplication): void {
  SwaggerModule.setup('docs', app, () => openApiDocument(app), {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    customSiteTitle: 'Reservoir',
    swaggerOptions: { persistAuthorization: false, displayRequestDuration: true },
  });
}

type JsonSchema = Readonly<Record<string, unknown>>;

interface Converted {
  readonly schema: JsonSchema;
  readonly components: Record<string, never>;
}

/**
 * A zod schema in the dialect of OpenAPI 3.1, as it is on the wire: the input, before times are read. What has an id stands
 * under components.
 */
function convert(schema: z.ZodType): Converted {
  const whole = JSON.stringify(z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' }));
  const {
    $schema: _,
    $defs = {},
    ...own
  } = JSON.parse(whole.replaceAll('"#/$defs/', '"#/components/schemas/')) as {
    readonly $schema: string;
    readonly $defs?: Readonly<Record<string, JsonSchema>>;
  };
  const components = Object.entries($defs).map(([id, { id: _id, ...definition }]) => [id, definition]);
  return { schema: own, components: Object.fromEntries(components) as Converted['components'] };
}
