import ts from 'typescript';
import { ruleNumbers } from './domain-rules.js';

/** A file of the repository. */
export interface Source {
  /** From the root of the repository, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** A place that names a rule, or a case. */
export interface Mention {
  readonly rule: string;
  readonly path: string;
  readonly line: number;
  /** The declaration around it (`Pool.draw`), or the title of the test. */
  readonly name: string;
}

type Found = readonly { readonly position: number; readonly text: string }[];

/**
 * Where a source enforces rules: the comments that name one, and the refusals that carry one (`rule: 'CO-6'`). One place
 * for each declaration. Schemas only tell of rules: there a docstring does not count.
 */
export function enforcingIn(source: Source): readonly Mention[] {
  const file = parse(source);
  const found = [...commentsIn(file, !isSchema(source.path)), ...ruleLiteralsIn(file)];
  const all = found.flatMap(({ position, text }) =>
    [...text.matchAll(ruleNumbers)].map(({ 0: rule, index }): Mention => {
      const at = position + index;
      return { rule, path: source.path, line: lineOf(file, at), name: declarationAround(file, at) };
    }),
  );
  const first = new Map<string, Mention>();
  for (const mention of all.sort((a, b) => a.line - b.line)) {
    const key = `${mention.rule} ${mention.name}`;
    if (!first.has(key)) first.set(key, mention);
  }
  return [...first.values()];
}

/**
 * The tests of a source whose titles name rules.
 * @param numbers finds what is named: rules, unless told otherwise
 */
export function testsIn(source: Source, numbers: RegExp = ruleNumbers): readonly Mention[] {
  const file = parse(source);
  return titlesIn(file).flatMap(({ position, text }) =>
    [...new Set([...text.matchAll(numbers)].map(([rule]) => rule))].map((rule) => ({
      rule,
      path: source.path,
      line: lineOf(file, position),
      name: text,
    })),
  );
}

const isSchema = (path: string): boolean => path.startsWith('libs/messages/');

const parse = ({ path, text }: Source): ts.SourceFile =>
  ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);

const lineOf = (file: ts.SourceFile, position: number): number =>
  file.getLineAndCharacterOfPosition(position).line + 1;

function commentsIn(file: ts.SourceFile, docstrings: boolean): Found {
  const starts = new Map<number, string>();
  const visit = (node: ts.Node): void => {
    if (ts.isJSDoc(node)) return;
    const children = node.getChildren(file);
    if (children.length > 0) return children.forEach(visit);
    const ranges = [
      ...(ts.getLeadingCommentRanges(file.text, node.pos) ?? []),
      ...(ts.getTrailingCommentRanges(file.text, node.end) ?? []),
    ];
    for (const { pos, end } of ranges) starts.set(pos, file.text.slice(pos, end));
  };
  visit(file);
  return [...starts]
    .filter(([, text]) => docstrings || !text.startsWith('/**'))
    .map(([position, text]) => ({ position, text }));
}

function ruleLiteralsIn(file: ts.SourceFile): Found {
  return nodesIn(file, ts.isStringLiteral)
    .filter(({ text }) => text.replace(ruleNumbers, '') === '' && text !== '')
    .map((literal) => ({ position: literal.getStart(file) + 1, text: literal.text }));
}

/** `describe('…')`, `it.each(…)('…')` and their like. */
function titlesIn(file: ts.SourceFile): Found {
  return nodesIn(file, ts.isCallExpression).flatMap((call) => {
    const [title] = call.arguments;
    if (!title || !/^(describe|it|test)\b/.test(call.expression.getText(file))) return [];
    if (!ts.isStringLiteralLike(title) && !ts.isTemplateExpression(title)) return [];
    return [{ position: title.getStart(file), text: title.getText(file).slice(1, -1) }];
  });
}

function nodesIn<Node extends ts.Node>(file: ts.SourceFile, is: (node: ts.Node) => node is Node): Node[] {
  const found: Node[] = [];
  const visit = (node: ts.Node): void => {
    if (is(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** The declaration that a position lies in or before: `add`, or `Pool.draw`; empty for none. */
function declarationAround(file: ts.SourceFile, position: number): string {
  const holds = (node: ts.Node): boolean => node.pos <= position && position < node.end;
  const statement = file.statements.find(holds);
  if (!statement) return '';
  const name = nameOf(statement, file);
  const member = ts.isClassDeclaration(statement) ? statement.members.find(holds) : undefined;
  const ofMember = member && nameOf(member, file);
  return ofMember ? `${name}.${ofMember}` : name;
}

function nameOf(node: ts.Node, file: ts.SourceFile): string {
  if (ts.isVariableStatement(node)) return node.declarationList.declarations[0]?.name.getText(file) ?? '';
  if (ts.isConstructorDeclaration(node)) return 'constructor';
  const { name } = node as { readonly name?: ts.Node };
  return name?.getText(file) ?? '';
}
