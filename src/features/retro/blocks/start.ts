/** The modal that starts a retrospective: two questions, and everything else under "Change". */
import type { KnownBlock } from '@slack/types';
import { channelLink, mentions } from '../../../core/copy.ts';
import type { ChannelId, RowId, UserId } from '../../../core/ids.ts';
import { button } from '../../../core/kit/action.ts';
import { actions, context, section } from '../../../core/kit/blocks.ts';
import { limits } from '../../../core/kit/limits.ts';
import { drawModal, input, type ModalDrawing, type Read } from '../../../core/kit/modal.ts';
import { shorten } from '../../../core/text.ts';
import type { LocalDate } from '../../../core/time/date.ts';
import { enoughToHide } from '../domain.ts';
import { columnLimits } from '../domain/columns.ts';
import { formatIds, formats, type FormatId, type Kind, type Length } from '../formats.ts';
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
  'minutes-5': 'length.minutes5',
  'minutes-7': 'length.minutes7',
  'minutes-10': 'length.minutes10',
  'minutes-15': 'length.minutes15',
  'hours-1': 'length.hours1',
  'half-day': 'length.halfDay',
  'days-1': 'length.days1',
  'days-2': 'length.days2',
  'days-3': 'length.days3',
  'days-5': 'length.days5',
};

const kindMeans: Readonly<Record<Kind, RetroKey>> = {
  project: 'kind.project.means',
  sprint: 'kind.sprint.means',
  'after-action': 'kind.afterAction.means',
  success: 'kind.success.means',
  reflection: 'kind.reflection.means',
};

export type StartFields = Read<typeof startModal.fields>;

export interface StartView {
  readonly channel: ChannelId;
  /** What is proposed as its name; at most as long as an input takes. */
  readonly about: string;
  /** Whom it would ask. */
  readonly people: readonly UserId[];
  readonly facilitator: UserId;
  /** In the channel's zone. */
  readonly today: LocalDate;
  /** The planned project that it is the retrospective of. */
  readonly project?: RowId | undefined;
  /** When what it is about ended, or will; without one, today. */
  readonly ended?: LocalDate | undefined;
  /** What stands in the form already. */
  readonly chosen?: StartFields;
  /** Those chosen who are not in the channel. */
  readonly outside?: readonly UserId[];
}

/** The phases whose time is chosen: in three steps, that of the second is the one for actions. */
const timed = ['collect', 'group', 'vote', 'discuss', 'actions'] as const;

/** Above so many, a list of names helps nobody: an empty list asks them all. */
const mostListed = 50;

/**
 * Two questions, and in a sentence what the kind that is chosen means; then what else holds, or with `isFull` the questions for that.
 * What was typed stays when it is drawn anew, since the inputs keep their names.
 */
export function startDrawing(words: Words, view: StartView, isFull = false): ModalDrawing {
  const { say } = words;
  const choices = Object.fromEntries(Object.entries(kindNames).map(([kind, key]) => [kind, say.plain(key)]));
  const kind = view.chosen?.kind ?? 'project';
  return drawModal(
    startModal,
    { ...originOf(view), isFull },
    { title: say.plain('start.title'), submit: say.plain('start.submit'), close: say.plain('cancel') },
    [
      input(
        startModal,
        'about',
        { label: say.plain('start.about'), placeholder: say.plain('start.aboutExample') },
        shorten(view.about, limits.input),
      ),
      input(startModal, 'kind', { label: say.plain('start.kind'), choices }, kind),
      context(say.mrkdwn(kindMeans[kind])),
      ...(view.ended !== undefined && view.ended < view.today
        ? [context(say.mrkdwn('start.endedAlready'))]
        : []),
      ...(isFull ? questions(words, view) : defaults(words, view)),
    ],
  );
}

function defaults(words: Words, view: StartView): KnownBlock[] {
  const { say } = words;
  const count = view.people.length;
  return [
    context(say.mrkdwn('start.defaults', { count, channel: channelLink(view.channel) })),
    ...ifFew(words, view),
    actions([button(changeDefaults, say.plain('start.change'), originOf(view))]),
  ];
}

/** What the form knows without having asked. */
const originOf = ({ channel, project, ended }: StartView) => ({ channel, project, ended });

/** What stands under "Change". */
function questions(words: Words, view: StartView): KnownBlock[] {
  const { say } = words;
  const { chosen, outside = [] } = view;
  const hinted = (label: RetroKey, hint: RetroKey) => ({ label: say.plain(label), hint: say.plain(hint) });
  const named = <Name extends string>(
    label: RetroKey,
    names: Readonly<Record<Name, RetroKey>>,
  ): { label: string; choices: Record<string, string> } => ({
    label: say.plain(label),
    choices: Object.fromEntries(Object.entries<RetroKey>(names).map(([name, key]) => [name, say.plain(key)])),
  });
  const usual = { usual: 'usual' } as const;
  const formatNames = Object.fromEntries(formatIds.map((id) => [id, formats[id].name])) as Record<
    FormatId,
    RetroKey
  >;
  const listed = chosen?.people ?? (view.people.length <= mostListed ? view.people : []);
  return [
    input(
      startModal,
      'ended',
      hinted('start.ended', 'start.endedHint'),
      chosen?.ended ?? view.ended ?? view.today,
    ),
    input(
      startModal,
      'format',
      named('start.format', { ...usual, ...formatNames, own: 'format.own' }),
      chosen?.format ?? 'usual',
    ),
    ...ownColumns(words, chosen),
    input(
      startModal,
      'pace',
      named('start.pace', { ...usual, live: 'pace.live', async: 'pace.async' }),
      chosen?.pace ?? 'usual',
    ),
    ...timed.map((phase) =>
      input(
        startModal,
        phase,
        named(`start.${phase}`, { ...usual, ...lengthNames }),
        chosen?.[phase] ?? 'usual',
      ),
    ),
    ...ifFew(words, view),
    input(
      startModal,
      'names',
      {
        ...named('start.names', { hidden: 'names.hidden', shown: 'names.shown' }),
        hint: say.plain('start.namesHint'),
      },
      chosen?.names ?? 'hidden',
    ),
    input(
      startModal,
      'cardsFor',
      named('start.cardsFor', { participants: 'cardsFor.participants', channel: 'cardsFor.channel' }),
      chosen?.cardsFor ?? 'participants',
    ),
    ...(outside.length === 0
      ? []
      : [section(say.mrkdwn('start.peopleOutside', { people: mentions(outside), count: outside.length }))]),
    input(
      startModal,
      'people',
      hinted('start.people', 'start.peopleHint'),
      ...(listed.length > 0 ? [listed] : []),
    ),
    input(
      startModal,
      'facilitator',
      hinted('start.facilitator', 'start.facilitatorHint'),
      chosen?.facilitator ?? view.facilitator,
    ),
  ];
}

/** Asked where columns of one's own are wanted; what was typed stays in sight when the choice is another one. */
function ownColumns({ say }: Words, chosen: StartFields | undefined): KnownBlock[] {
  if (chosen?.format !== 'own' && (chosen?.columns ?? '') === '') return [];
  const hint = say.plain('columns.hint', columnLimits);
  return [input(startModal, 'columns', { label: say.plain('columns.label'), hint }, chosen?.columns)];
}

/** Said before the choice: what is chosen in the form is known only when it is submitted. */
function ifFew({ say }: Words, { people }: StartView): KnownBlock[] {
  return people.length < enoughToHide ? [context(say.mrkdwn('start.fewPeople'))] : [];
}
