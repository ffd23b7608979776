/** What can be pressed about the effect of a lesson. */
import { z } from 'zod';
import { defineAction } from '#core/kit/action.ts';
import { choiceField, defineModal, textField } from '#core/kit/modal.ts';
import { conversationField, listField, ticksField } from '#core/kit/pickers.ts';
import { channelValue, rowValue } from '#core/kit/values.ts';
import { standardKinds } from '#core/standard.ts';
import { outcomes } from './rules.ts';

const lesson = z.object({ lesson: rowValue });

/**
 * "Used it" is counted as it is pressed, wherever that is: it counts a person, so it needs no channel. Then the form asks how it went, and for which
 * team. `channel`: where it was pressed, which is proposed as the team; in a form (a search, App Home) Slack does not say, and proposes it itself.
 */
export const tryLesson = defineAction('lessons.try', lesson.extend({ channel: channelValue.optional() }));

/** Takes back what was said of a trial. */
export const dropTrial = defineAction('lessons.drop-trial', z.object({ trial: rowValue }));

export const sayStandard = defineAction('lessons.standard', lesson);
export const dropStandard = defineAction('lessons.no-standard', lesson);
export const retireLesson = defineAction('lessons.retire', lesson);
export const bringBackLesson = defineAction('lessons.bring-back', lesson);
export const stillTrue = defineAction('lessons.still-true', lesson);

export const triedModal = defineModal('lessons.tried', lesson, {
  went: choiceField(outcomes, 'radio'),
  how: textField({ optional: true }),
  team: conversationField({ isHereAtFirst: true }),
  name: ticksField(['me'], { optional: true }),
});

export const standardModal = defineModal('lessons.changed-standard', lesson, {
  kind: choiceField(standardKinds, 'radio'),
  name: textField(),
  link: textField({ optional: true }),
});

export const retireModal = defineModal('lessons.confirm-retire', lesson, {
  why: textField({ lines: true }),
  /** Which lesson to read instead, or `noLesson`. */
  instead: listField(),
});

export const noLesson = 'none';
