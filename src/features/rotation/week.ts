/** Where this practice meets others: it tells the digest who presents next, and gathers what others have for the agenda. */
import { rotationCopy } from './copy.ts';
import { mention, onDay } from '../../core/sentence.ts';
import type { Feature } from '../../core/feature.ts';
import { section } from '../../core/kit/blocks.ts';
import type { AgendaItems, DigestItems } from '../../core/week.ts';
import { asItStands, comingIn } from './repository.ts';

export const digestItems: DigestItems = {
  find: async (view, { channel, to }) => {
    const next = (await comingIn(view, channel)).find((row) => row.presenter_id !== null);
    return next === undefined
      ? []
      : [{ id: next.id, reason: 'presenter', authors: [], channel, at: to, liked: 0 }];
  },
  draw: async (view, { id }, drawing) => {
    const row = await asItStands(view, id);
    if (row?.state !== 'coming' || row.presenter_id === null) return null;
    const words = rotationCopy.for(drawing);
    const text = words.mrkdwn('digest.line', {
      presenter: mention(row.presenter_id),
      day: onDay(row.meets_at),
    });
    return { blocks: [section(text)], text, reason: words.mrkdwn('digest.reason'), buttons: [] };
  },
};

/** So many fit into what a team talks about. */
const mostItems = 20;

/** What all of these have for a channel's agenda, one practice after the other. */
export function gathered(givers: readonly Pick<Feature, 'agendaItems'>[]): AgendaItems {
  return async (view, week, drawing) => {
    const found = [];
    for (const { agendaItems } of givers) found.push(...((await agendaItems?.(view, week, drawing)) ?? []));
    return found.slice(0, mostItems);
  };
}
