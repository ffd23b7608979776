/** The modal that starts a retrospective: two questions, and everything else under "Change". */
import type { KnownBlock } from '@slack/types';
import { channelLink } from '../../../core/copy.ts';
import type { ChannelId, UserId } from '../../../core/ids.ts';
import { button } from '../../../core/kit/action.ts';
import { actions, context } from '../../../core/kit/blocks.ts';
import { limits } from '../../../core/kit/limits.ts';
import { drawModal, input, type ModalDrawing } from '../../../core/kit/modal.ts';
import { shorten } from '../../../core/text.ts';
import { enoughToHide } from '../domain.ts';
import { formatIds, formats, lengths, type Kind, type Length } from '../formats.ts';
import type { RetroKey } from '../copy/en.ts';
import { changeDefaults, startModal } from '../ids.ts';
import type { Words } from './words.ts';

const kindNames: Readonly<Record<Kind, RetroKey>> = {
  project: 'kind.project',
  sprint: 'kind.sprint',
  'after-action': 'kind.afterAction',
  success: 'kind.success',
  reflection: 'kind.reflection',
};

const lengthNames: Readonly<Record<Length, RetroKey>> = {
  'minutes-15': 'length.minutes15',
  'hours-1': 'length.hours1',
  'days-1': 'length.days1',
  'days-2': 'length.days2',
  'days-3': 'length.days3',
  'days-5': 'length.days5',
};

export interface StartView {
  readonly channel: ChannelId;
  /** What is proposed as its name; at most as long as an input takes. */
  readonly about: string;
  /** Whom it would ask. */
  readonly people: readonly UserId[];
  readonly facilitator: UserId;
}

/** Above so many, a list of names helps nobody: an empty list asks them all. */
const mostListed = 50;

/** The two questions, and what else holds. */
export function startDrawing(words: Words, view: StartView): ModalDrawing {
  const { say } = words;
  const count = view.people.length;
  return draw(words, view, [
    context(say.mrkdwn('start.defaults', { count, channel: channelLink(view.channel) })),
    ...ifFew(words, view),
    actions([button(changeDefaults, say.plain('start.change'), { channel: view.channel })]),
  ]);
}

/** All questions. What was typed in the first two stays, since their blocks keep their names. */
export function startDrawingInFull(words: Words, view: StartView): ModalDrawing {
  const { say } = words;
  const formatChoices = [
    ['usual', say.plain('usual.format')],
    ...formatIds.map((id) => [id, say.plain(formats[id].name)]),
  ];
  const lengthChoices = [
    ['usual', say.plain('usual.length')],
    ...lengths.map((length) => [length, say.plain(lengthNames[length])]),
  ];
  const names = { hidden: say.plain('names.hidden'), shown: say.plain('names.shown') };
  const cardsFor = {
    participants: say.plain('cardsFor.participants'),
    channel: say.plain('cardsFor.channel'),
  };
  const words2 = (label: RetroKey, hint: RetroKey) => ({ label: say.plain(label), hint: say.plain(hint) });
  const listed = view.people.length <= mostListed ? view.people : [];
  return draw(words, view, [
    input(
      startModal,
      'format',
      {
        label: say.plain('start.format'),
        choices: Object.fromEntries(formatChoices) as Record<string, string>,
      },
      'usual',
    ),
    input(
      startModal,
      'length',
      {
        label: say.plain('start.length'),
        choices: Object.fromEntries(lengthChoices) as Record<string, string>,
      },
      'usual',
    ),
    ...ifFew(words, view),
    input(startModal, 'names', { ...words2('start.names', 'start.namesHint'), choices: names }, 'hidden'),
    input(startModal, 'cardsFor', { label: say.plain('start.cardsFor'), choices: cardsFor }, 'participants'),
    input(
      startModal,
      'people',
      words2('start.people', 'start.peopleHint'),
      ...(listed.length > 0 ? [listed] : []),
    ),
    input(startModal, 'facilitator', words2('start.facilitator', 'start.facilitatorHint'), view.facilitator),
  ]);
}

/** Said before the choice: what is chosen in the form is known only when it is submitted. */
function ifFew({ say }: Words, { people }: StartView): KnownBlock[] {
  return people.length < enoughToHide ? [context(say.mrkdwn('start.fewPeople'))] : [];
}

function draw({ say }: Words, view: StartView, rest: readonly KnownBlock[]): ModalDrawing {
  const choices = Object.fromEntries(Object.entries(kindNames).map(([kind, key]) => [kind, say.plain(key)]));
  return drawModal(
    startModal,
    { channel: view.channel },
    { title: say.plain('start.title'), submit: say.plain('start.submit'), close: say.plain('cancel') },
    [
      input(
        startModal,
        'about',
        { label: say.plain('start.about'), placeholder: say.plain('start.aboutExample') },
        shorten(view.about, limits.input),
      ),
      input(startModal, 'kind', { label: say.plain('start.kind'), choices }, 'project'),
      ...rest,
    ],
  );
}
