/** A workspace's settings in an admin's App Home, and the modal that changes them. */
import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { Feature, NamedGroup } from '#core/feature.ts';
import type { GroupId } from '#core/ids.ts';
import { button, defineAction } from '#core/kit/action.ts';
import { actions, context, header, section } from '#core/kit/blocks.ts';
import {
  choiceField,
  defineModal,
  renderModal,
  type Fields,
  input,
  type Modal,
  type RenderedModal,
} from '#core/kit/modal.ts';
import { groupChoices, listField, numberField } from '#core/kit/pickers.ts';
import type { Person, UserGroup } from '#core/people.ts';
import { retentionPoliciesOf } from '#core/retention.ts';
import { atMoment, type TranslatorOf, type Values } from '#core/sentence.ts';
import { join } from '#core/text.ts';
import { visibilities } from '#core/visibility.ts';
import type { WorkspaceKey, WorkspaceSentences } from '#locales/workspace.ts';
import type { Uncleaned } from '../../store/erasure/clean-files.ts';
import { systemRetention } from '../../store/erasure/system-retention.ts';
import type { Position } from '../../store/settings/practices.ts';
import type { Settings } from '../../store/settings/workspace-settings.ts';
import { auditCopy } from '../audit/copy.ts';
import { showAudit } from '../audit/ids.ts';
import { promptsOf } from '../practices/prompts.ts';
import { workspaceCopy } from './copy.ts';
import { type Kept, positionIn, type Practice } from './rules.ts';

export const positions = ['on', 'channels', 'off'] as const satisfies readonly Position[];

export const changeWorkspace = defineAction('lore.change_workspace', z.null());
export const changeKept = defineAction('lore.change_kept', z.null());

/** A retention policy or a practice, with its title in the reader's language. */
interface Titled {
  readonly title: (locale: Person['locale']) => string;
}

/** Where each practice was when the form was drawn; `null` in forms of older versions. */
const drawnShape = z.object({ positions: z.record(z.string(), z.enum(positions)) }).nullable();
type Drawn = z.infer<typeof drawnShape>;

/** Everything that can be set, from the list of features; and the forms for it: together they are more than one can hold. */
export interface Settable {
  readonly retentionPolicies: readonly (Kept & Titled)[];
  readonly practices: readonly (Practice & Titled & Pick<Feature, 'startsOff'>)[];
  /** The practices that can have a user group. */
  readonly named: readonly { readonly name: string; readonly group: NamedGroup }[];
  /** Takes days, too: a form that an older version drew has them. */
  readonly modal: Modal<Drawn>;
  /** How long things are kept. */
  readonly keptModal: Modal<null>;
}

export const reachName = 'reach';
export const daysName = (kind: string): string => `days.${kind}`;
export const groupName = (practice: string): string => `group.${practice}`;

/** The entry for no group. */
export const noGroup = 'none';

export const positionName = (practice: string): string => `practice.${practice}`;

export function settableOf(features: readonly Feature[]): Settable {
  const all: Settable['retentionPolicies'] = [
    ...features.flatMap(retentionPoliciesOf),
    ...systemRetention
      .filter(({ isFixed }) => isFixed !== true)
      .map(({ name, days }) => ({
        name,
        days,
        title: (locale: Person['locale']) => workspaceCopy.in(locale, 'UTC').plain(`kept.${name}`),
      })),
  ];
  const practices = features.map(({ name, title, startsOff, jobs = [] }) => ({
    name,
    title,
    ...(startsOff === undefined ? {} : { startsOff }),
    prompts: promptsOf({ jobs }),
  }));
  const named = features.flatMap(({ name, named: group }) => (group === undefined ? [] : [{ name, group }]));
  const days: Fields = Object.fromEntries(
    all.map(({ name, days: most }) => [daysName(name), numberField({ least: 1, most })]),
  );
  const fields: Fields = {
    ...Object.fromEntries(
      practices.map(({ name, startsOff }) => [
        positionName(name),
        choiceField(startsOff === undefined ? ['on', 'off'] : positions, 'select'),
      ]),
    ),
    [reachName]: choiceField(visibilities, 'radio'),
    ...Object.fromEntries(named.map(({ name }) => [groupName(name), listField()])),
    ...days,
  };
  return {
    retentionPolicies: all,
    practices,
    named,
    modal: defineModal('lore.workspace', drawnShape, fields),
    keptModal: defineModal('lore.kept', z.null(), days),
  };
}

/** Which practices are on, how to change that, and unfinished erasures. */
export function workspaceSection(
  { locale, tz }: Pick<Person, 'locale' | 'tz'>,
  { practices }: Settable,
  settings: Settings,
  uncleaned: Uncleaned | null,
): KnownBlock[] {
  const t = workspaceCopy.in(locale, tz);
  const positionOf = positionIn(settings);
  const titles = (position: Position) =>
    practices.filter(({ name }) => positionOf(name) === position).map(({ title }) => title(t.language));
  const line = (key: Position, names: readonly string[]) =>
    names.length === 0 ? [] : [t.mrkdwn(key, { practices: names.join(', ') })];
  return [
    header(t.plain('heading')),
    section(join(positions.flatMap((position) => line(position, titles(position))))),
    ...(uncleaned === null ? [] : [section(t.mrkdwn(...sayUncleaned(uncleaned)))]),
    context(t.mrkdwn('onlyAdmins')),
    actions([
      button(changeWorkspace, t.plain('openSettings'), null),
      button(changeKept, t.plain('openKept'), null),
      button(showAudit, auditCopy.in(locale, tz).plain('open'), null),
    ]),
  ];
}

/** Says that erased data is still in the database's files, what keeps it there, and when the cleanup is retried. */
export function sayUncleaned({ at, held }: Uncleaned): readonly [key: WorkspaceKey, values: Values] {
  const values = { at: atMoment(at) };
  if (held === null || held.why === 'elsewhere') return ['uncleaned.planned', values];
  if (held.why === 'disk') {
    const inMegabytes = (bytes: number): number => Math.ceil(bytes / 1_000_000);
    return ['uncleaned.disk', { ...values, needed: inMegabytes(held.needed), free: inMegabytes(held.free) }];
  }
  const { why, ...more } = held;
  const named = 'name' in more ? { name: more.name } : more;
  return [`uncleaned.${why}`, { ...values, ...named }];
}

/** The user groups as an admin sees them; `all` is `null` if Lore does not know them. */
export interface Groups {
  readonly all: readonly UserGroup[] | null;
  readonly named: ReadonlyMap<string, GroupId>;
}

/** The form, filled in with the current settings. */
export function renderWorkspace(
  { locale, tz }: Pick<Person, 'locale' | 'tz'>,
  settable: Settable,
  settings: Settings,
  groups: Groups,
): RenderedModal {
  const t = workspaceCopy.in(locale, tz);
  const { practices, modal } = settable;
  const positionOf = positionIn(settings);
  const words = t.modal('title', 'save');
  const drawn = practices.map(({ name }) => [name, positionOf(name)] as const);
  return renderModal(modal, { positions: Object.fromEntries(drawn) }, words, [
    context(t.mrkdwn('practices')),
    ...practices.flatMap((practice) => practiceBlocks(t, modal, practice, positionOf(practice.name))),
    input(
      modal,
      reachName,
      {
        label: t.plain('reach'),
        hint: t.plain('reach.hint'),
        choices: { conversation: t.plain('reach.conversation'), workspace: t.plain('reach.workspace') },
      },
      settings.reach,
    ),
    ...settable.named.flatMap((one) => namedBlocks(t, settable, one, groups)),
  ]);
}

/** How long each kind of data is kept, by practice. */
export function renderKept(
  { locale, tz }: Pick<Person, 'locale' | 'tz'>,
  { retentionPolicies, keptModal }: Settable,
  { days: chosen }: Pick<Settings, 'days'>,
): RenderedModal {
  const t = workspaceCopy.in(locale, tz);
  return renderModal(keptModal, null, t.modal('kept.title', 'save'), [
    context(t.mrkdwn('kept')),
    ...retentionPolicies.map(({ name, title, days }) =>
      input(
        keptModal,
        daysName(name),
        { label: t.plain('days', { what: title(t.language) }), hint: t.plain('usual', { days }) },
        Math.min(days, chosen.get(name) ?? days),
      ),
    ),
  ]);
}

/** Of one that starts turned off, what it will do stands before the choice. */
function practiceBlocks(
  t: TranslatorOf<WorkspaceSentences>,
  modal: Settable['modal'],
  { name, title, startsOff }: Settable['practices'][number],
  position: Position,
): KnownBlock[] {
  const [label, on, off] = [title(t.language), t.plain('practice.on'), t.plain('practice.off')];
  if (startsOff === undefined)
    return [input(modal, positionName(name), { label, choices: { on, off } }, position)];
  const choices = { on: t.plain('practice.onForAll'), channels: t.plain('practice.channels'), off };
  return [
    section(t.mrkdwn('practice.does', { title: label, does: startsOff.does(t.language) })),
    input(modal, positionName(name), { label, hint: t.plain('practice.channelsHint'), choices }, position),
  ];
}

function namedBlocks(
  t: TranslatorOf<WorkspaceSentences>,
  { modal }: Settable,
  { name, group }: Settable['named'][number],
  { all, named }: Groups,
): KnownBlock[] {
  const label = group.label(t.language);
  if (all === null) return [context(t.mrkdwn('groups.unknown', { label }))];
  const chosen = named.get(name);
  const isGone = chosen !== undefined && all.every(({ groupId }) => groupId !== chosen);
  const none = {
    label: t.plain('groups.noneLabel'),
    choices: [{ value: noGroup, text: t.plain('groups.none') }],
  };
  const choices = groupChoices(all, (first, last) => t.plain('groups.stretch', { first, last }));
  return [
    ...(isGone ? [context(t.mrkdwn('groups.gone', { label }))] : []),
    input(
      modal,
      groupName(name),
      { label, hint: group.hint(t.language), groups: [none, ...choices] },
      chosen === undefined || isGone ? noGroup : chosen,
    ),
  ];
}
