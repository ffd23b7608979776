/** The tree as it is listed, and the forms that change it. */
import type { KnownBlock } from '@slack/types';
import { button } from '#core/kit/action.ts';
import { actions, context, section } from '#core/kit/blocks.ts';
import { type Confirmation } from '#core/kit/action.ts';
import { input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import { pageOf, pager } from '#core/kit/pages.ts';
import { groupChoices } from '#core/kit/pickers.ts';
import type { ChannelId, GroupId, RowId, UserId } from '#core/ids.ts';
import type { UserGroup } from '#core/people.ts';
import { channelLink, nameOf } from '#core/sentence.ts';
import { join, type Mrkdwn } from '#core/text.ts';
import type { T } from '../copy.ts';
import * as ids from '../ids.ts';
import { asPlace, hasAgreed, type PlaceRow } from '../rows.ts';
import type { LineWrong } from './looked-up.ts';
import { type Fault, faultsOf, longestName } from './rules.ts';

/** So many places are listed at once, each with a button; and so many sentences about what is wrong. */
const onOnePage = 25;
const mostFaults = 8;

export const faultSentence = (t: T, fault: Fault): string =>
  fault.kind === 'samePeople'
    ? t.plain('fault.samePeople', { name: fault.name, other: fault.other })
    : t.plain(`fault.${fault.kind}`, { name: fault.name });

/** Places in the order in which they are read: each followed by its parts; what is in a loop comes last. */
export function inOrder(tree: readonly PlaceRow[]): readonly PlaceRow[] {
  const parts = Map.groupBy(tree, ({ under_id: under }) => under);
  const below = (under: RowId | null): PlaceRow[] =>
    (parts.get(under) ?? []).flatMap((row) => [row, ...below(row.id)]);
  const found = below(null);
  const listed = new Set(found.map(({ id }) => id));
  return [...found, ...tree.filter(({ id }) => !listed.has(id))];
}

/** What it is part of is said in words: spaces at the start of a line are shown nowhere. */
function placeLine(t: T, tree: readonly PlaceRow[], row: PlaceRow): Mrkdwn {
  const above = tree.find(({ id }) => id === row.under_id)?.name;
  const people =
    row.people_channel_id !== null
      ? t.mrkdwn('place.channel', { channel: channelLink(row.people_channel_id) })
      : row.people_group_id === null
        ? t.mrkdwn('place.parts')
        : t.mrkdwn('place.group');
  const leader =
    row.leader_id === null
      ? t.mrkdwn('place.noLeader')
      : t.mrkdwn(hasAgreed(row) ? 'place.agreed' : 'place.notYet', { leader: nameOf(row.leader_id) });
  return join(
    [
      t.mrkdwn('place.name', { name: row.name }),
      ...(above === undefined ? [] : [t.mrkdwn('place.in', { place: above })]),
      ...[people, leader],
    ],
    ' · ',
  );
}

/** @param mayChange whether the reader changes it */
export function treeBlocks(
  t: T,
  tree: readonly PlaceRow[],
  mayChange: boolean,
  page: number,
): readonly KnownBlock[] {
  const on = pageOf(inOrder(tree), onOnePage, page);
  const faults = mayChange ? faultsOf(tree.map(asPlace)) : [];
  return [
    ...faults
      .slice(0, mostFaults)
      .map((fault) => context(t.mrkdwn('said', { words: faultSentence(t, fault) }))),
    ...on.shown.map((row) =>
      mayChange
        ? section(
            placeLine(t, tree, row),
            button(
              ids.changePlace,
              t.plain('change'),
              { place: row.id },
              { label: t.plain('place.change', { name: row.name }) },
            ),
          )
        : section(placeLine(t, tree, row)),
    ),
    ...pager(t, on, ids.turnTree, (to) => ({ page: to })),
  ];
}

export const renderChannel = (t: T, channel: ChannelId | null): RenderedModal =>
  renderModal(ids.channelModal, {}, t.modal('practice.title', 'save'), [
    section(t.mrkdwn('channel.why')),
    input(ids.channelModal, 'channel', t.labels('channel.label'), channel),
    back(t),
  ]);

export const back = (t: T) => actions([button(ids.backToPage, t.plain('back.toPage'), null)]);

export interface PlaceForm {
  /** `null`: a new one. */
  readonly place: PlaceRow | null;
  readonly name: string;
  readonly under: RowId | null;
  readonly people: (typeof ids.sources)[number];
  readonly channel: ChannelId | null;
  readonly group: GroupId | null;
  readonly leader: UserId | null;
}

export const formOf = (place: PlaceRow | null): PlaceForm => ({
  place,
  name: place?.name ?? '',
  under: place?.under_id ?? null,
  people:
    place === null || place.people_channel_id !== null
      ? 'channel'
      : place.people_group_id === null
        ? 'parts'
        : 'group',
  channel: place?.people_channel_id ?? null,
  group: place?.people_group_id ?? null,
  leader: place?.leader_id ?? null,
});

/** What a list holds for "part of nothing"; no id of a row. */
export const nothingAbove = '-';

/** @param groups `null`: unknown */
export function renderPlace(
  t: T,
  tree: readonly PlaceRow[],
  groups: readonly UserGroup[] | null,
  { place, ...form }: PlaceForm,
): RenderedModal {
  const modal = ids.placeModal;
  const above = inOrder(tree).filter(
    (row) => row.id !== place?.id && row.people_channel_id === null && row.people_group_id === null,
  );
  const choices = [
    { value: nothingAbove, text: t.plain('place.top') },
    // A list takes 100; what is deeper than that is pasted.
    ...above.slice(0, 99).map(({ id, name }) => ({ value: id, text: name })),
  ];
  return renderModal(
    modal,
    { place: place?.id ?? null },
    t.modal(place === null ? 'place.new' : 'place.title', 'save'),
    [
      input(modal, 'name', t.labels('place.nameLabel', { placeholder: 'place.nameExample' }), form.name),
      input(
        modal,
        'under',
        { label: t.plain('place.underLabel'), groups: [{ label: t.plain('place.underGroup'), choices }] },
        form.under ?? nothingAbove,
      ),
      input(
        modal,
        'people',
        {
          label: t.plain('place.peopleLabel'),
          choices: {
            channel: t.plain('place.ofChannel'),
            group: t.plain('place.ofGroup'),
            parts: t.plain('place.ofParts'),
          },
        },
        form.people,
      ),
      ...peopleField(t, groups, form),
      input(modal, 'leader', t.labels('place.leaderLabel', { hint: 'place.leaderHint' }), form.leader),
      actions([
        button(ids.backToPage, t.plain('back.toPage'), null),
        ...(place === null
          ? []
          : [
              button(
                ids.takeOut,
                t.plain('place.takeOut'),
                { place: place.id },
                { style: 'danger', confirm: takeOutConfirmation(t, place.name) },
              ),
            ]),
      ]),
    ],
  );
}

const takeOutConfirmation = (t: T, name: string): Confirmation => ({
  title: t.plain('place.takeOut'),
  text: t.plain('place.takeOutText', { name }),
  confirm: t.plain('place.takeOut'),
  deny: t.plain('cancel'),
});

function peopleField(
  t: T,
  groups: readonly UserGroup[] | null,
  { people, channel, group }: Omit<PlaceForm, 'place'>,
): KnownBlock[] {
  switch (people) {
    case 'channel':
      return [
        input(
          ids.placeModal,
          'channel',
          t.labels('place.channelLabel', { hint: 'place.channelHint' }),
          channel,
        ),
      ];
    case 'group': {
      if (groups === null || groups.length === 0)
        return [section(t.mrkdwn(groups === null ? 'line.groupsUnknown' : 'place.noGroups'))];
      const offered = groupChoices(groups, (first, last) => t.plain('place.stretch', { first, last }));
      const words = { label: t.plain('place.groupLabel'), groups: offered };
      return [input(ids.placeModal, 'groups', words, group === null ? [] : [group])];
    }
    case 'parts':
      return [];
  }
}

export const renderPaste = (t: T): RenderedModal =>
  renderModal(ids.pasteModal, {}, t.modal('paste.title', 'save'), [
    section(t.mrkdwn('paste.how', { most: longestName })),
    input(ids.pasteModal, 'lines', t.labels('paste.label', { placeholder: 'paste.example' })),
    back(t),
  ]);

/** So many lines are said to be wrong at once. */
const mostWrong = 10;

/** What is wrong with each line, in one text. */
export function wrongLines(t: T, wrong: readonly LineWrong[]): string {
  const said = wrong.slice(0, mostWrong).map((one) => {
    const line = t.plain('line.at', { at: one.at });
    if ('fault' in one) return `${line} ${faultSentence(t, one.fault)}`;
    return `${line} ${lineSentence(t, one)}`;
  });
  const more = wrong.length - said.length;
  return [...said, ...(more > 0 ? [t.plain('line.more', { more })] : [])].join(' ');
}

function lineSentence(t: T, { wrong, typed }: Extract<LineWrong, { wrong: unknown }>): string {
  switch (wrong) {
    case 'longName':
      return t.plain('line.longName', { most: longestName });
    case 'unclosed':
    case 'columns':
    case 'noName':
    case 'twice':
    case 'groupsUnknown':
      return t.plain(`line.${wrong}`);
    case 'outside':
    case 'private':
    case 'archived':
      return t.plain(`channel.${wrong}`);
    default:
      return t.plain(`line.${wrong}`, { typed });
  }
}
