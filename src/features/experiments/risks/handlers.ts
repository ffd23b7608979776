/** What could go wrong, as its people write it and the channel reads it. */
import type { FeaturePart } from '#core/feature.ts';
import { bullets, context, section } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import { input, renderModal } from '#core/kit/modal.ts';
import {
  clear,
  errors,
  nothing,
  onAction,
  onReading,
  onSubmit,
  open,
  type Reading,
  type Reply,
} from '#core/listener.ts';
import { about } from '../card/posts.ts';
import { copy, tell } from '../copy.ts';
import { type Found, type Here, hereWith, orError, orTell, ownedHere, whileDraft } from '../here.ts';
import * as ids from '../ids.ts';
import { redraw } from '../operations.ts';
import { limitsOf, linesOf } from '../rules.ts';
import { foresee, ownRisks, show, shownRisks } from './operations.ts';

/** As long as nothing is shown. */
function silent(found: Found): Found {
  const here = whileDraft(found);
  return 'why' in here || here.one.row.risks_at === null ? here : { why: 'told.risksShown' };
}

const openMine = async (it: Reading, { one: { row } }: Here): Promise<Reply> => {
  const t = copy.for(it);
  const mine = await ownRisks(it.scope, row);
  return open(
    renderModal(ids.foreseeModal, { experiment: row.id }, t.modal('risks.title', 'save'), [
      section(t.mrkdwn('risks.ask')),
      input(
        ids.foreseeModal,
        'risks',
        t.labels('risks.label', { placeholder: 'risks.example' }),
        mine.join('\n'),
      ),
      context(t.mrkdwn('risks.secrecy')),
    ]),
  );
};

export const foreseeing: FeaturePart = {
  posts: [
    about.post(ids.posts.risks, 'title.risks', async (t, { row }, _of, read) => {
      const all = await shownRisks(read, row);
      return all.length === 0
        ? null
        : messageOf(
            section(t.mrkdwn('risks.shown')),
            bullets(all.map((written) => [{ written, as: 'line' }])),
          );
    }),
  ],
  actions: [
    onReading(ids.foresee, async (it, { experiment }): Promise<Reply> =>
      orTell(it, silent(await hereWith(it, experiment)), (here) => openMine(it, here)),
    ),
    onAction(ids.showRisks, async (it, { experiment }): Promise<Reply> =>
      orTell(it, silent(await ownedHere(it, experiment)), async ({ one: { row } }) => {
        if (!(await show(it, row))) return tell(it, 'told.risksShown');
        await redraw(it.scope, row);
        return (await shownRisks(it.scope, row)).length === 0 ? tell(it, 'told.noRisks') : nothing;
      }),
    ),
  ],
  views: [
    onSubmit(ids.foreseeModal, async (it, { experiment }, fields): Promise<Reply> => {
      const t = copy.for(it);
      return orError(it, silent(await hereWith(it, experiment)), 'risks', async ({ one: { row } }) => {
        const lines = linesOf(fields.risks);
        const { risks: many, risk: long } = limitsOf;
        if (lines.length > many) return errors({ risks: t.plain('refused.manyRisks', { most: many }) });
        if (lines.some((line) => line.length > long))
          return errors({ risks: t.plain('refused.longRisk', { most: long }) });
        await foresee(it, row, it.person.userId, lines);
        return clear;
      });
    }),
  ],
};
