/** The ids of grouping cards into topics, of reading these, and of voting. */
import { rowValue } from '../../../core/kit/values.ts';
import { pageNumber, definePages } from '../../../core/kit/pages.ts';
import { z } from 'zod';
import { defineAction } from '../../../core/kit/action.ts';
import { choiceField, defineModal } from '../../../core/kit/modal.ts';
import { listsField } from '../../../core/kit/pickers.ts';

const retro = z.object({ retro: rowValue });
const paged = z.object({ retro: rowValue, page: pageNumber });
/** `page`: of the list that the button stands in, which is drawn anew. */
const grouping = z.object({ grouping: rowValue, page: pageNumber });

export const groupCards = defineAction('retro.group', retro);
export const groupPages = definePages('retro.group', paged);
export const acceptAll = defineAction('retro.group-all', paged);
export const joinGroup = defineAction('retro.group-join', grouping);
export const keepApart = defineAction('retro.group-keep', grouping);
export const takeApart = defineAction('retro.group-undo', grouping);
export const joinByHand = defineAction('retro.group-by-hand', retro);
export const readTopics = defineAction('retro.topics', retro);
export const topicPages = definePages('retro.topics', paged);

/** Submitted, whoever facilitates goes on. */
export const groupModal = defineModal('retro.group', retro, {});
export const joinModal = defineModal('retro.group-by-hand', retro, { topics: listsField() });
export const topicsModal = defineModal('retro.topics', retro, {});

export const vote = defineAction('retro.vote', retro);
export const votePages = definePages('retro.vote', paged);

/** As many topics as stand on one page of the form. */
export const topicFields = [
  ...(['topic0', 'topic1', 'topic2', 'topic3', 'topic4', 'topic5', 'topic6', 'topic7'] as const),
  ...(['topic8', 'topic9', 'topic10', 'topic11', 'topic12', 'topic13', 'topic14', 'topic15'] as const),
  ...(['topic16', 'topic17', 'topic18', 'topic19', 'topic20', 'topic21', 'topic22', 'topic23'] as const),
] as const;
const votesField = choiceField(['0', '1', '2'], 'select', { isLive: true });
/** `shown`: the topics whose votes the fields hold, in their order. */
export const voteModal = defineModal(
  'retro.vote',
  z.object({ retro: rowValue, page: pageNumber, shown: z.array(rowValue).max(topicFields.length) }),
  Object.fromEntries(topicFields.map((name) => [name, votesField])) as Readonly<
    Record<(typeof topicFields)[number], typeof votesField>
  >,
);
