/** The modal that starts a retrospective: two questions, and everything else under "Change". */
import { namesKinds } from '#core/scope.ts';
import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { ChannelId, RowId, UserId } from '#core/ids.ts';
import { button, defineAction } from '#core/kit/action.ts';
import { actions, context, section } from '#core/kit/blocks.ts';
import { limits } from '#core/kit/limits.ts';
import * as kit from '#core/kit/modal.ts';
import { conversationsField, groupChoices, groupsField } from '#core/kit/pickers.ts';
import { channelValue, rowValue } from '#core/kit/values.ts';
import type { UserGroup } from '#core/people.ts';
import { channelLink, mentions } from '#core/sentence.ts';
import { join, type Mrkdwn, shorten } from '#core/text.ts';
import type { LocalDate } from '#core/time/date.ts';
import type { RetroKey } from '#locales/retro.ts';
import { isFew, type Kept, keptAtFirst, plainPromise, promise } from '../session/promises.ts';
import type { Translator } from '../session/words.ts';
import * as formats from './formats.ts';
import { cardsForKinds, type Refused } from './rules.ts';

/** What the form knows without asking. `project`: its project; `ended`: when that ended, unless the form asks; `reflection`: the offer it takes up. */
const origin = {
  channel: channelValue,
  project: rowValue.optional(),
  ended: z.string().optional(),
  reflection: rowValue.optional(),
};

export const changeDefaults = defineAction(
  'retro.change',
  z.object({ ...origin, kind: z.enum(formats.kinds).optional() }),
);

/** What the person who starts one was told: about which choice, and how many of it are not in the channel. */
const told = z.object({ of: z.string(), count: z.number().int() });

/** `isFull`: with what is under "Change". */
const startOf = z.object({ ...origin, isFull: z.boolean().optional(), told: told.optional() });

/** How many channels, or user groups, one retrospective can ask. */
const mostOfThem = 5;

const lengthField = kit.choiceField(['usual', ...formats.lengths], 'select');

export const startModal = kit.defineModal('retro.start', startOf, {
  about: kit.textField(),
  kind: kit.choiceField(formats.kinds, 'radio', { isLive: true }),
  ended: kit.dateField({ optional: true }),
  format: kit.choiceField(['usual', ...formats.anyFormats], 'select', { isLive: true }),
  columns: kit.textField({ lines: true, optional: true }),
  pace: kit.choiceField(['usual', ...formats.paces], 'select'),
  collect: lengthField,
  group: lengthField,
  vote: lengthField,
  discuss: lengthField,
  actions: lengthField,
  names: kit.choiceField(namesKinds, 'radio'),
  cardsFor: kit.choiceField(cardsForKinds, 'radio'),
  who: kit.choiceField(['people', 'channels', 'groups'], 'radio', { isLive: true }),
  people: kit.peopleField({ optional: true }),
  channels: conversationsField(mostOfThem),
  groups: groupsField(mostOfThem),
  facilitator: kit.personField(),
});

/** The message shortcuts. */
export const startHere = 'retro.start-here';
export const reflectHere = 'retro.reflect-here';

/** A choice's entries, each with its sentence. */
const named = <Id extends string>(t: Translator, ids: readonly Id[], key: (id: Id) => RetroKey) =>
  Object.fromEntries(ids.map((id) => [id, t.plain(key(id))]));

export type StartFields = kit.Read<typeof startModal.fields>;

export interface StartView {
  readonly channel: ChannelId;
  /** The proposed name; at most as long as an input allows. */
  readonly about: string;
  /** Whom it would ask. */
  readonly people: readonly UserId[];
  readonly facilitator: UserId;
  /** In the channel's zone. */
  readonly today: LocalDate;
  /** The planned project of this retrospective. */
  readonly project?: RowId | undefined;
  /** The offer that it takes up. */
  readonly reflection?: RowId | undefined;
  /** When its subject ended, or will; without one, today. */
  readonly ended?: LocalDate | undefined;
  /** The kind chosen before "Change" was pressed; that of `chosen` takes precedence. */
  readonly kind?: formats.Kind | undefined;
  /** The form's current input. */
  readonly chosen?: StartFields;
  readonly outside?: Refused['outside'];
  readonly missing?: Refused['missing'];
  /** In that case, what the person is told. */
  readonly told?: z.infer<typeof told> | undefined;
  /** The user groups to choose from, if asked; `null`: they are unknown. */
  readonly groups?: readonly UserGroup[] | null;
}

/** How many outside people are named; the rest are counted. */
const mostNamed = 20;

/** Longer lists of names help nobody: an empty list asks everyone. */
const mostListed = 50;

/**
 * Two questions, and a sentence on what the chosen kind means; then the other defaults or, with `isFull`, the questions about them. Redrawing keeps
 * what was typed, since the inputs keep their names.
 */
export function renderStart(t: Translator, view: StartView, isFull = false): kit.RenderedModal {
  const choices = named(t, formats.kinds, (id) => `kind.${formats.camel(id)}`);
  const kind = kindOf(view);
  return kit.renderModal(
    startModal,
    { ...originOf(view), isFull, told: view.told },
    t.modal('start.title', 'start.submit'),
    [
      kit.input(
        startModal,
        'about',
        t.labels('start.about', { placeholder: 'start.aboutExample' }),
        shorten(view.about, limits.input),
      ),
      kit.input(startModal, 'kind', { label: t.plain('start.kind'), choices }, kind),
      context(t.mrkdwn(`kind.${formats.camel(kind)}.means`)),
      ...(view.ended !== undefined && view.ended < view.today
        ? [context(t.mrkdwn('start.endedAlready'))]
        : []),
      ...(isFull ? questions(t, view) : defaults(t, view)),
    ],
  );
}

function defaults(t: Translator, view: StartView): KnownBlock[] {
  const count = view.people.length;
  const kept = keptIn(view);
  const said = [
    t.mrkdwn('start.defaults', { count, channel: channelLink(view.channel) }),
    // For a few people there is more below.
    ...(isFew(count) ? [] : [promise(t, 'names', kept)]),
    promise(t, 'reach', kept),
  ];
  return [
    context(join(said, ' ')),
    ...ifFew(t, view),
    actions([button(changeDefaults, t.plain('change'), { ...originOf(view), kind: kindOf(view) })]),
  ];
}

const kindOf = ({ chosen, kind }: StartView): formats.Kind => chosen?.kind ?? kind ?? 'project';

const originOf = ({ channel, project, ended, reflection }: StartView) => ({
  channel,
  project,
  ended,
  reflection,
});

/** The questions under "Change" that have one sentence each. */
type Asked = 'ended' | 'format' | 'pace' | 'names' | 'cardsFor' | 'who' | 'facilitator' | formats.ChosenPhase;

const labelOf = (t: Translator, name: Asked): string => t.plain(`start.${name}`);

/** What is under "Change". */
function questions(t: Translator, view: StartView): KnownBlock[] {
  const { chosen } = view;
  const atFirst = keptIn(view);
  const asked = <Name extends Asked>(
    name: Name,
    initial: StartFields[Name],
    more: { readonly hint?: string; readonly choices?: Record<string, string> },
  ) => kit.input(startModal, name, { label: labelOf(t, name), ...more }, initial);
  const usual = { usual: t.plain('usual') };
  return [
    asked('ended', chosen?.ended ?? view.ended ?? view.today, { hint: t.plain('start.endedHint') }),
    asked('format', chosen?.format ?? 'usual', {
      choices: { ...usual, ...named(t, formats.anyFormats, (id) => `format.${formats.camel(id)}`) },
    }),
    ...ownColumns(t, chosen),
    asked('pace', chosen?.pace ?? 'usual', {
      choices: { ...usual, ...named(t, formats.paces, (id) => `pace.${id}`) },
    }),
    ...formats.chosenPhases.map((phase) =>
      asked(phase, chosen?.[phase] ?? 'usual', {
        choices: { ...usual, ...named(t, formats.lengths, (id) => `length.${formats.camel(id)}`) },
      }),
    ),
    ...ifFew(t, view),
    asked('names', chosen?.names ?? 'hidden', {
      choices: named(t, namesKinds, (id) => `names.${id}`),
      hint: plainPromise(t, 'startingNames', atFirst),
    }),
    asked('cardsFor', chosen?.cardsFor ?? 'participants', {
      choices: named(t, cardsForKinds, (id) => `cardsFor.${id}`),
    }),
    asked('who', chosen?.who ?? 'people', {
      choices: named(t, ['people', 'channels', 'groups'], (id) => `who.${id}`),
    }),
    ...peopleFields(t, view),
    asked('facilitator', chosen?.facilitator ?? view.facilitator, {
      hint: plainPromise(t, 'facilitator', atFirst),
    }),
  ];
}

/** Shown if custom columns are wanted; input stays visible after another choice. */
function ownColumns(t: Translator, chosen: StartFields | undefined): KnownBlock[] {
  if (chosen?.format !== 'own' && (chosen?.columns ?? '') === '') return [];
  const hint = t.plain('columns.hint', formats.columnLimits);
  return [kit.input(startModal, 'columns', { label: t.plain('columns.label'), hint }, chosen?.columns)];
}

/** The people, the channels or the user groups chosen, and who of them is not in the channel. */
function peopleFields(t: Translator, view: StartView): KnownBlock[] {
  const { chosen, outside = [], missing, groups = null } = view;
  const hinted = (label: RetroKey, hint: RetroKey) => ({ label: t.plain(label), hint: t.plain(hint) });
  const notHere = missing === undefined ? [] : [section(missingFrom(t, missing))];
  switch (chosen?.who ?? 'people') {
    case 'people': {
      const { people = [] } = chosen ?? {};
      const listed = people.length > 0 ? people : usual(view);
      return [
        ...(outside.length === 0
          ? []
          : [section(t.mrkdwn('start.peopleOutside', { people: mentions(outside), count: outside.length }))]),
        kit.input(startModal, 'people', hinted('start.people', 'start.peopleHint'), listed),
      ];
    }
    case 'channels':
      return [
        ...notHere,
        kit.input(startModal, 'channels', hinted('who.channelsLabel', 'who.hint'), chosen?.channels),
      ];
    case 'groups': {
      if (groups === null || groups.length === 0)
        return [section(t.mrkdwn(groups === null ? 'who.groupsUnknown' : 'who.noGroups'))];
      const choices = groupChoices(groups, (first, last) => t.plain('who.stretch', { first, last }));
      const label = { ...hinted('who.groupsLabel', 'who.hint'), groups: choices };
      return [...notHere, kit.input(startModal, 'groups', label, chosen?.groups)];
    }
  }
}

const missingFrom = (t: Translator, { people, left }: NonNullable<Refused['missing']>): Mrkdwn =>
  t.mrkdwn('who.missing', {
    people: mentions(people.slice(0, mostNamed)),
    count: people.length,
    more: Math.max(0, people.length - mostNamed),
    left,
  });

const usual = ({ people }: StartView): readonly UserId[] | undefined =>
  people.length > 0 && people.length <= mostListed ? people : undefined;

/** Shown before the choice, since the input is known only on submission. */
function ifFew(t: Translator, view: StartView): KnownBlock[] {
  return isFew(view.people.length) ? [context(promise(t, 'startingFew', keptIn(view)))] : [];
}

/** Who would see what, if it is started like this. */
const keptIn = ({ chosen, people }: StartView): Kept =>
  keptAtFirst(
    { names: chosen?.names ?? 'hidden', cardsFor: chosen?.cardsFor ?? 'participants' },
    people.length,
  );
