/** What the house itself shows in App Home of the person's data. */
import type { KnownBlock } from '@slack/types';
import { type Say } from '../core/copy.ts';
import { button } from '../core/kit/action.ts';
import { actions, context, header } from '../core/kit/blocks.ts';
import type { HouseKey } from './copy.ts';
import { eraseData, showData } from './house-ids.ts';

/** What Lore stores about the person, to see and to erase. */
export function dataSection(say: Say<HouseKey>): KnownBlock[] {
  return [
    header(say.plain('dataTitle')),
    context(say.mrkdwn('dataText')),
    actions([
      button(showData, say.plain('dataShow'), { page: 0 }),
      button(eraseData, say.plain('dataErase'), null, {
        style: 'danger',
        confirm: {
          title: say.plain('eraseTitle'),
          text: say.plain('eraseText'),
          confirm: say.plain('eraseYes'),
          deny: say.plain('eraseNo'),
        },
      }),
    ]),
  ];
}
