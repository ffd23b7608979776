/** What an admin protects: everybody reads it, admins change it. */
import type { FeaturePart } from '#core/feature.ts';
import { rowId } from '#core/ids.ts';
import { mayPostIn } from '#core/kit/begin.ts';
import { bullets, context, section } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import { input, renderModal } from '#core/kit/modal.ts';
import { errors, onSubmit, open, type Reading, type Reply, say } from '#core/listener.ts';
import { isAdmin } from '#core/people.ts';
import { findRows } from '#core/rows.ts';
import { hasWord } from '#core/text.ts';
import { copy } from '../copy.ts';
import * as ids from '../ids.ts';
import { isForAll } from '../operations.ts';
import { operations } from '../rows.ts';
import { limitsOf, linesOf } from '../rules.ts';
import { protectedNow } from './rows.ts';

/** The list, and for an admin, where the workspace can read it, the form. */
export async function openProtected(it: Reading): Promise<Reply> {
  const t = copy.for(it);
  const may = mayPostIn(it.channel);
  const all = await protectedNow(it.scope);
  if (may.ok && isAdmin(it.person) && isForAll(it.person, may.value))
    return open(
      renderModal(ids.protectModal, { channel: may.value.channelId }, t.modal('protect.title', 'save'), [
        section(t.mrkdwn('protect.means')),
        input(
          ids.protectModal,
          'lines',
          t.labels('protect.label', { placeholder: 'protect.example' }),
          all.map(({ name }) => name).join('\n'),
        ),
      ]),
    );
  return say(
    messageOf(
      section(t.mrkdwn(all.length === 0 ? 'protect.none' : 'protect.list')),
      ...(all.length === 0 ? [] : [bullets(all.map(({ name }) => [{ written: name, as: 'line' }]))]),
      context(t.mrkdwn(isAdmin(it.person) ? 'protect.where' : 'protect.who')),
    ),
  );
}

export const protecting: FeaturePart = {
  views: [
    onSubmit(ids.protectModal, async (it, { channel: id }, fields): Promise<Reply> => {
      const { scope, person, now, newId } = it;
      const t = copy.for(it);
      const channel = await scope.channel(id);
      if (!isAdmin(person) || channel === null || !isForAll(person, channel))
        return errors({ lines: t.plain('protect.where') });
      const names = linesOf(fields.lines);
      const { operations: many, operation: long } = limitsOf;
      if (names.length > many)
        return errors({ lines: t.plain('protect.many', { count: names.length, most: many }) });
      const wrong = names.find((name) => name.length > long || !hasWord(name));
      if (wrong !== undefined)
        return errors({ lines: t.plain('protect.wrong', { name: wrong, most: long }) });
      const before = await findRows(scope.from(operations), { removed_at: null }, 'set_at', 'id');
      const audience = await scope.audience({ kind: 'workspace', from: id });
      for (const row of before)
        if (!names.includes(row.name)) await scope.update(operations, row.id, { removed_at: now });
      for (const name of names)
        if (!before.some((row) => row.name === name))
          await scope.insert(
            operations,
            {
              id: rowId(newId()),
              channel_id: id,
              name,
              set_by: person.userId,
              set_at: now,
              removed_at: null,
            },
            { audience, by: [], names: 'shown' },
          );
      return say(messageOf(t.mrkdwn('protect.saved', { count: names.length })));
    }),
  ],
};
