import { Controller, Inject } from '@nestjs/common';
import {
  type DataOf,
  checkDraft,
  discardDraft,
  publishDraft,
  retireItem,
  saveDraft,
} from '@reservoir/messages';
import { Handles, type RecordContext } from '@reservoir/messaging';
import { checkDraft as checkTheDraft } from '../../application/check-draft.js';
import { discardDraft as discardTheDraft } from '../../application/discard-draft.js';
import { publishDraft as publishTheDraft } from '../../application/publish-draft.js';
import { retireItem as retireTheItem } from '../../application/retire-item.js';
import { saveDraft as saveTheDraft } from '../../application/save-draft.js';
import { announceDraft, announcePublication } from './announce.js';
import { answer } from './answer.js';
import { CATALOG, type CatalogOfChunk, type DraftNeed } from './catalog-of-chunk.js';

const drafting = ({ kind, id }: DraftNeed) => ({ drafting: [{ kind, id }] });

/** Draft, check, publish, retire: what the operator does to families, products and modules (CA-1). One key, so one after the other. */
@Controller()
export class DraftsController {
  constructor(@Inject(CATALOG) private readonly catalog: CatalogOfChunk) {}

  @Handles(saveDraft, ({ kind, id, body }) => ({ drafting: [{ kind, id, body }] }))
  save(command: DataOf<typeof saveDraft>, context: RecordContext): void {
    const outcome = saveTheDraft(command, this.catalog.in(context.chunk), context.now);
    answer(context, outcome, (draft) => announceDraft(context, draft));
  }

  @Handles(checkDraft, drafting)
  check(command: DataOf<typeof checkDraft>, context: RecordContext): void {
    const outcome = checkTheDraft(command, this.catalog.in(context.chunk), context.now);
    answer(context, outcome, (draft) => announceDraft(context, draft));
  }

  @Handles(discardDraft, drafting)
  discard(command: DataOf<typeof discardDraft>, context: RecordContext): void {
    const outcome = discardTheDraft(command, this.catalog.in(context.chunk));
    answer(context, outcome, (draft) => announceDraft(context, draft));
  }

  @Handles(publishDraft, drafting)
  publish(command: DataOf<typeof publishDraft>, context: RecordContext): void {
    const outcome = publishTheDraft(command, this.catalog.in(context.chunk), context.now);
    answer(context, outcome, ({ publication, draft }) => {
      const done = announcePublication(context, publication);
      const { requires } = announceDraft(context, draft);
      return { ...done, requires: [...done.requires, ...requires] };
    });
  }

  @Handles(retireItem, drafting)
  retire(command: DataOf<typeof retireItem>, context: RecordContext): void {
    const outcome = retireTheItem(command, this.catalog.in(context.chunk), context.now);
    answer(context, outcome, (publication) => announcePublication(context, publication));
  }
}
