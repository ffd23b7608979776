/** The modal that starts a retrospective: two questions, and everything else under "Change". */
import type { KnownBlock } from '@slack/types';
import type { ChannelId, RowId, UserId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { actions, context, section } from '#core/kit/blocks.ts';
import { limits } from '#core/kit/limits.ts';
import { drawModal, input, type ModalDrawing, type Read } from '#core/kit/modal.ts';
import { groupChoices } from '#core/kit/pickers.ts';
import type { UserGroup } from '#core/people.ts';
import { channelLink, mentions } from '#core/sentence.ts';
import { join, shorten } from '#core/text.ts';
import type { LocalDate } from '#core/time/date.ts';
import type { RetroKey } from '#locales/retro.ts';
import type { Told } from '../session/ids.ts';
import { isFew, type Kept, keptAtFirst, plainPromise, promise } from '../session/promises.ts';
import type { Words } from '../session/words.ts';
import { columnLimits, type FormatId, formatIds, formats, type Kind, type Length } from './formats.ts';
import { changeDefaults, startModal } from './ids.ts';

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
  /** The kind that was chosen before "Change" was pressed; that of `chosen` comes first. */
  readonly kind?: Kind | undefined;
  /** What stands in the form already. */
  readonly chosen?: StartFields;
  /** Those chosen who are not in the channel. */
  readonly outside?: readonly UserId[];
  /** The same of a channel or a user group that was chosen, and how many of it can take part. */
  readonly missing?: { readonly people: readonly UserId[]; readonly left: number };
  /** Then: what is told, see `Told`. */
  readonly told?: Told | undefined;
  /** The user groups that can be chosen, where that is asked; `null`: they are unknown. */
  readonly groups?: readonly UserGroup[] | null;
}

/** The phases whose time is chosen: in three steps, that of the second is the one for actions. */
const timed = ['collect', 'group', 'vote', 'discuss', 'actions'] as const;

/** So many of those who are not here are named; of the others, how many. */
const mostNamed = 20;

/** Above so many, a list of names helps nobody: an empty list asks them all. */
const mostListed = 50;

/**
 * Two questions, and in a sentence what the kind that is chosen means; then what else holds, or with `isFull` the questions for that.
 * What was typed stays when it is drawn anew, since the inputs keep their names.
 */
export function renderStart(t: Words, view: StartView, isFull = false): ModalDrawing {
  const choices = Object.fromEntries(Object.entries(kindNames).map(([kind, key]) => [kind, t.plain(key)]));
  const kind = kindOf(view);
  return drawModal(
    startModal,
    { ...originOf(view), isFull, told: view.told },
    { title: t.plain('start.title'), submit: t.plain('start.submit'), close: t.plain('cancel') },
    [
      input(
        startModal,
        'about',
        { label: t.plain('start.about'), placeholder: t.plain('start.aboutExample') },
        shorten(view.about, limits.input),
      ),
      input(startModal, 'kind', { label: t.plain('start.kind'), choices }, kind),
      context(t.mrkdwn(kindMeans[kind])),
      ...(view.ended !== undefined && view.ended < view.today
        ? [context(t.mrkdwn('start.endedAlready'))]
        : []),
      ...(isFull ? questions(t, view) : defaults(t, view)),
    ],
  );
}

function defaults(t: Words, view: StartView): KnownBlock[] {
  const count = view.people.length;
  const kept = keptIn(view);
  return [
    context(
      join(
        [
          t.mrkdwn('start.defaults', { count, channel: channelLink(view.channel) }),
          // Of few it says more below.
          ...(isFew(count) ? [] : [promise(t, 'names', kept)]),
          promise(t, 'reach', kept),
        ],
        ' ',
      ),
    ),
    ...ifFew(t, view),
    actions([button(changeDefaults, t.plain('change'), { ...originOf(view), kind: kindOf(view) })]),
  ];
}

const kindOf = ({ chosen, kind }: StartView): Kind => chosen?.kind ?? kind ?? 'project';

/** What the form knows without having asked. */
const originOf = ({ channel, project, ended }: StartView) => ({ channel, project, ended });

/** What stands under "Change". */
function questions(t: Words, view: StartView): KnownBlock[] {
  const { chosen } = view;
  const atFirst = keptIn(view);
  const hinted = (label: RetroKey, hint: RetroKey) => ({ label: t.plain(label), hint: t.plain(hint) });
  const named = <Name extends string>(
    label: RetroKey,
    names: Readonly<Record<Name, RetroKey>>,
  ): { label: string; choices: Record<string, string> } => ({
    label: t.plain(label),
    choices: Object.fromEntries(Object.entries<RetroKey>(names).map(([name, key]) => [name, t.plain(key)])),
  });
  const asUsual = { usual: 'usual' } as const;
  const formatNames = Object.fromEntries(formatIds.map((id) => [id, formats[id].name])) as Record<
    FormatId,
    RetroKey
  >;
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
      named('start.format', { ...asUsual, ...formatNames, own: 'format.own' }),
      chosen?.format ?? 'usual',
    ),
    ...ownColumns(t, chosen),
    input(
      startModal,
      'pace',
      named('start.pace', { ...asUsual, live: 'pace.live', async: 'pace.async' }),
      chosen?.pace ?? 'usual',
    ),
    ...timed.map((phase) =>
      input(
        startModal,
        phase,
        named(`start.${phase}`, { ...asUsual, ...lengthNames }),
        chosen?.[phase] ?? 'usual',
      ),
    ),
    ...ifFew(t, view),
    input(
      startModal,
      'names',
      {
        ...named('start.names', { hidden: 'names.hidden', shown: 'names.shown' }),
        hint: plainPromise(t, 'startingNames', atFirst),
      },
      chosen?.names ?? 'hidden',
    ),
    input(
      startModal,
      'cardsFor',
      named('start.cardsFor', { participants: 'cardsFor.participants', channel: 'cardsFor.channel' }),
      chosen?.cardsFor ?? 'participants',
    ),
    input(
      startModal,
      'who',
      named('start.who', { people: 'who.people', channels: 'who.channels', groups: 'who.groups' }),
      chosen?.who ?? 'people',
    ),
    ...whoever(t, view),
    input(
      startModal,
      'facilitator',
      { label: t.plain('start.facilitator'), hint: plainPromise(t, 'facilitator', atFirst) },
      chosen?.facilitator ?? view.facilitator,
    ),
  ];
}

/** Asked where columns of one's own are wanted; what was typed stays in sight when the choice is another one. */
function ownColumns(t: Words, chosen: StartFields | undefined): KnownBlock[] {
  if (chosen?.format !== 'own' && (chosen?.columns ?? '') === '') return [];
  const hint = t.plain('columns.hint', columnLimits);
  return [input(startModal, 'columns', { label: t.plain('columns.label'), hint }, chosen?.columns)];
}

/** The people by hand, the channels or the user groups, and who of them is not in the channel. */
function whoever(t: Words, view: StartView): KnownBlock[] {
  const { chosen, outside = [], missing, groups = null } = view;
  const hinted = (label: RetroKey, hint: RetroKey) => ({ label: t.plain(label), hint: t.plain(hint) });
  const notHere =
    missing === undefined
      ? []
      : [
          section(
            t.mrkdwn('who.missing', {
              people: mentions(missing.people.slice(0, mostNamed)),
              count: missing.people.length,
              more: Math.max(0, missing.people.length - mostNamed),
              left: missing.left,
            }),
          ),
        ];
  switch (chosen?.who ?? 'people') {
    case 'people': {
      const listed = chosen !== undefined && chosen.people.length > 0 ? chosen.people : usual(view);
      return [
        ...(outside.length === 0
          ? []
          : [section(t.mrkdwn('start.peopleOutside', { people: mentions(outside), count: outside.length }))]),
        input(
          startModal,
          'people',
          hinted('start.people', 'start.peopleHint'),
          ...(listed.length > 0 ? [listed] : []),
        ),
      ];
    }
    case 'channels':
      return [
        ...notHere,
        input(startModal, 'channels', hinted('who.channelsLabel', 'who.hint'), chosen?.channels),
      ];
    case 'groups': {
      if (groups === null || groups.length === 0)
        return [section(t.mrkdwn(groups === null ? 'who.groupsUnknown' : 'who.noGroups'))];
      const choices = groupChoices(groups, (first, last) => t.plain('who.stretch', { first, last }));
      const label = { ...hinted('who.groupsLabel', 'who.hint'), groups: choices };
      return [...notHere, input(startModal, 'groups', label, chosen?.groups)];
    }
  }
}

const usual = ({ people }: StartView): readonly UserId[] => (people.length <= mostListed ? people : []);

/** Said before the choice: what is chosen in the form is known only when it is submitted. */
function ifFew(t: Words, view: StartView): KnownBlock[] {
  return isFew(view.people.length) ? [context(promise(t, 'startingFew', keptIn(view)))] : [];
}

/** What is kept from whom if it is started so. */
const keptIn = ({ chosen, people }: StartView): Kept =>
  keptAtFirst(
    { names: chosen?.names ?? 'hidden', cardsFor: chosen?.cardsFor ?? 'participants' },
    people.length,
  );
