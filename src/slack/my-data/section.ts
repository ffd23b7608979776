/** App Home's part on what Lore stores about the person; for an admin, also on what they may take out and erase for others. */
import type { KnownBlock } from '@slack/types';
import { button } from '#core/kit/action.ts';
import { actions, context, header, section } from '#core/kit/blocks.ts';
import type { Person } from '#core/people.ts';
import { eraseData, showAll, showData, showLeft } from '../home/system-ids.ts';
import { isAdmin } from '../workspace/workspace.ts';
import { dataCopy } from './copy.ts';

/** What Lore stores about the person, to see and to erase. At most 5 blocks. */
export function dataSection(person: Person): KnownBlock[] {
  const t = dataCopy.in(person.locale, person.tz);
  return [
    header(t.plain('title')),
    context(t.mrkdwn('text')),
    actions([
      button(showData, t.plain('show'), { page: 0 }),
      button(eraseData, t.plain('erase'), null, {
        style: 'danger',
        confirm: {
          title: t.plain('eraseTitle'),
          text: t.plain('eraseText'),
          confirm: t.plain('eraseYes'),
          deny: t.plain('keep'),
        },
      }),
    ]),
    ...(isAdmin(person)
      ? [
          context(t.mrkdwn('forAdmins')),
          actions([
            button(showAll, t.plain('showAll'), { page: 0 }),
            button(showLeft, t.plain('left'), { page: 0 }),
          ]),
        ]
      : []),
  ];
}

/** What Home shows after an erasure: with it goes what Slack still showed. */
export function erasedBlocks(locale: Person['locale']): KnownBlock[] {
  return [section(dataCopy.in(locale, 'UTC').mrkdwn('erased'))];
}
