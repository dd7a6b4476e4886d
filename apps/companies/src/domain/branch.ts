import type { Branch, Company, Line } from './company.js';

type Counts = Pick<Branch, 'children' | 'partners' | 'partnersBelow'>;

/**
 * The companies above that count a new child: its parent, and the partner above that. Whoever adds, moves or takes away a
 * child writes its parent, so that two who would break the tree together meet on one document, and one of them decides
 * again (docs/adr/0010).
 * @param above the parent and all above it
 */
export const withChild = (above: Line, child: Company): Line => counting(above, child, 1);

/** The same for a child that leaves. */
export const withoutChild = (above: Line, child: Company): Line => counting(above, child, -1);

function counting([parent, grandparent]: Line, child: Company, by: 1 | -1): Line {
  if (!parent) return [];
  const isPartner = child.type === 'partner';
  const counted = adding(parent, {
    children: by,
    partners: isPartner ? by : 0,
    partnersBelow: isPartner ? by * child.branch.partners : 0,
  });
  const inChain = isPartner && parent.type === 'partner' && grandparent?.type === 'partner';
  return inChain
    ? [counted, adding(grandparent, { children: 0, partners: 0, partnersBelow: by })]
    : [counted];
}

const adding = (company: Company, more: Counts): Company => ({
  ...company,
  branch: {
    ...company.branch,
    children: company.branch.children + more.children,
    partners: company.branch.partners + more.partners,
    partnersBelow: company.branch.partnersBelow + more.partnersBelow,
  },
});
