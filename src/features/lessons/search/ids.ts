/** The ids of searching, with the values they carry. A search stands in what the person has open, and nowhere else. */
import { z } from 'zod';
import { defineAction } from '#core/kit/action.ts';
import { choiceField, defineModal, textField } from '#core/kit/modal.ts';
import { definePages, pageNumber } from '#core/kit/pages.ts';
import { conversationField, listField } from '#core/kit/pickers.ts';
import { channelValue, userValue } from '#core/kit/values.ts';
import { lessonEffects, type LessonSearch } from '#core/lesson-search.ts';
import { isLocalDate } from '#core/time/date.ts';
import { mostTyped } from '../library/rules.ts';

const search = z.object({
  words: z.string().max(mostTyped),
  topics: z.array(z.string()).readonly(),
  channel: channelValue.nullable(),
  by: z.array(userValue).readonly(),
  since: z.string().refine(isLocalDate).nullable(),
  effect: z.enum(lessonEffects).nullable(),
}) satisfies z.ZodType<LessonSearch>;

/**
 * `drawn`: which drawing of the inputs. Slack keeps what stands in an input as long as its name stays, so it changes where they are to show something
 * else than was put in.
 */
const shown = z.object({ search, page: pageNumber, drawn: z.number().int().nonnegative() });
export type Shown = z.infer<typeof shown>;

/** The form, with what was found under it. */
export const searchModal = defineModal('lessons.search', shown, {
  words: textField({ optional: true, most: mostTyped, isLive: 'onEnter' }),
  topic: listField(),
  channel: conversationField(),
  since: listField(),
  by: listField(),
  effect: choiceField(['any', ...lessonEffects], 'select'),
});

export const searchPages = definePages('lessons.search', shown);

/** In App Home. */
export const openSearch = defineAction('lessons.open-search', z.object({}));
/** The same form with another search: without a filter, or without any. */
export const searchInstead = defineAction('lessons.search-instead', shown);

/** The global shortcut. */
export const searchShortcut = 'lessons.search-shortcut';
