/** Writing what could fail and what is protected: the form, and what becomes of what was typed. Every full member in the channel may. */
import type { FeaturePart } from '#core/feature.ts';
import { mayPostIn } from '#core/kit/begin.ts';
import { endedMessage } from '#core/kit/ended.ts';
import { messageOf } from '#core/kit/message.ts';
import {
  errors,
  type Interaction,
  nothing,
  onAction,
  onReading,
  onSubmit,
  open,
  type Reading,
  type Reply,
  say,
  update,
} from '#core/listener.ts';
import { atMoment, type Values } from '#core/sentence.ts';
import { join, type Mrkdwn } from '#core/text.ts';
import type { RetroKey } from '#locales/retro.ts';
import { linesOf, without } from '../collect/rows.ts';
import { loadProject } from '../plan/rows.ts';
import { tell } from '../session/answers.ts';
import { calendarOf } from '../session/load.ts';
import { type Translator, wordsFor } from '../session/words.ts';
import { renderPredict } from './forms.ts';
import * as ids from './ids.ts';
import { beginRound, join as joinRound } from './operations.ts';
import { type BeforeRow, loadBefore, type PredictionRow } from './rows.ts';
import { joinedAt, limitsOf, type PredictionKind, predictionKinds, whoIsThere } from './rules.ts';
import { answer, hasAnswered, isLastToAnswer, namedIn, ownPredictions } from './writing.ts';

/** A sentence for a field, and the same for a message. */
export interface Why {
  readonly plain: string;
  readonly mrkdwn: Mrkdwn;
}

/** Why this person cannot act on it now; `null`: they can. @param row `null`: they may not see it, or it is gone */
export async function whyNot(interaction: Reading, row: BeforeRow | null): Promise<Why | null> {
  const { scope, person } = interaction;
  const t = wordsFor(interaction);
  const both = (key: RetroKey, values: Values = {}): Why => ({
    plain: t.plain(key, values),
    mrkdwn: t.mrkdwn(key, values),
  });
  if (row === null) return both('before.gone');
  if (person.memberType !== 'member') return both('before.notMember');
  const may = mayPostIn(await scope.channel(row.channel_id));
  if (!may.ok) return both(`begin.${may.code}`, { command: '/retro' });
  if (row.state !== 'over') return null;
  const [what, now] = [
    both('before.isOver', { name: row.name, at: atMoment(row.over_at ?? row.until) }),
    both('before.now.over'),
  ];
  return { plain: `${what.plain} ${now.plain}`, mrkdwn: join([what.mrkdwn, now.mrkdwn], ' ') };
}

/** What a full member may do with one that they can see and that is not over. */
export async function withBefore(
  interaction: Reading,
  { before }: ids.OfBefore,
  run: (row: BeforeRow) => Promise<Reply> | Reply,
): Promise<Reply> {
  const row = await loadBefore(interaction.scope, before);
  const why = await whyNot(interaction, row);
  if (why !== null) return say(messageOf(why.mrkdwn));
  return row === null ? nothing : run(row);
}

const write = (first: PredictionKind) => (interaction: Reading, of: ids.OfBefore) =>
  withBefore(interaction, of, async (row) => open(await formOf(interaction, row, first)));

/** The form of the open round, or of another one. @param typed what stands in it, instead of the person's own */
async function formOf(
  interaction: Reading,
  row: BeforeRow,
  first: PredictionKind,
  more: Partial<Pick<Parameters<typeof renderPredict>[2], 'typed' | 'named' | 'isTurned' | 'shown'>> = {},
) {
  const { scope, person, now } = interaction;
  const isOpen = row.state === 'open';
  const own = isOpen ? await ownPredictions(scope, row) : [];
  const text = (kind: PredictionKind) =>
    own.flatMap((one) => (one.kind === kind ? [one.text] : [])).join('\n');
  const members = await scope.members(row.channel_id);
  const project = row.project_id === null ? null : await loadProject(scope, row.project_id);
  const answered = isOpen ? row.answered - ((await hasAnswered(scope, row)) ? 1 : 0) : 0;
  return renderPredict(wordsFor(interaction), row, {
    round: isOpen ? row.round : row.round + 1,
    first,
    typed: { fails: text('fails'), protects: text('protects') },
    shown: own.map(({ id }) => id),
    named: [],
    isTurned: false,
    isLast: isOpen && (await isLastToAnswer(scope, row, person, now)),
    answered,
    there: whoIsThere(members, now).length,
    until: isOpen
      ? row.until
      : joinedAt(members, project?.ends_at ?? null, now, await calendarOf(scope, row.channel_id)),
    ...more,
  });
}

/** A round whose time is up has been joined, whether or not that was done yet. */
const settled = (interaction: Interaction, row: BeforeRow): Promise<BeforeRow> | BeforeRow =>
  row.state === 'open' && row.until <= interaction.now ? joinRound(interaction, row) : row;

const addNothing = (interaction: Interaction, of: ids.OfBefore) =>
  withBefore(interaction, of, async (found) => {
    const { scope, person } = interaction;
    const t = wordsFor(interaction);
    const row = await settled(interaction, found);
    if (row.state !== 'open') {
      const what = t.mrkdwn('before.isJoined', { name: row.name, at: atMoment(row.joined_at ?? row.until) });
      return say(endedMessage({ what, now: t.mrkdwn('before.now.joined') }));
    }
    if ((await ownPredictions(scope, row)).length > 0) return tell(interaction, 'before.haveWritten');
    await answer(interaction, row, person, { fails: [], protects: [] }, []);
    const after = await loadBefore(scope, row.id);
    return say(
      messageOf(
        after?.state === 'open'
          ? t.mrkdwn('before.nothingNoted', { until: atMoment(row.until) })
          : t.mrkdwn('before.nothingLast'),
      ),
    );
  });

const save = onSubmit(ids.predictModal, async (interaction, metadata, fields): Promise<Reply> => {
  const { scope, person } = interaction;
  const { before, round, first, shown, named = [] } = metadata;
  const t = wordsFor(interaction);
  const found = await loadBefore(scope, before);
  const why = await whyNot(interaction, found);
  if (found === null || why !== null) return errors({ [first]: why?.plain ?? '' });
  const typed = { fails: linesOf(fields.fails), protects: linesOf(fields.protects) };
  const row = await settled(interaction, found);
  const target = row.state === 'open' ? row.round : row.round + 1;
  // What was typed for a round that is over goes into the next one, once the person knows.
  if (round !== target)
    return update(await formOf(interaction, row, first, { typed: fields, isTurned: true }));
  // What another form of theirs has saved in the meantime stays, and is not written twice.
  const others =
    row.state === 'open' ? (await ownPredictions(scope, row)).filter(({ id }) => !shown.includes(id)) : [];
  const lines = {
    fails: without(typed.fails, textsOf(others, 'fails')),
    protects: without(typed.protects, textsOf(others, 'protects')),
  };
  const wrong = wrongIn(t, lines, others);
  if (wrong !== null) return errors(wrong);
  if (row.state !== 'open' && lines.fails.length + lines.protects.length === 0)
    return errors({ [first]: t.plain('before.againEmpty') });
  const people = (await namedIn(scope, row, lines)).slice(0, ids.mostNamed);
  if (people.some((user) => !named.includes(user)))
    return update(await formOf(interaction, row, first, { typed: fields, named: people, shown }));
  const current = row.state === 'open' ? row : await beginRound(interaction, row);
  await answer(interaction, current, person, lines, shown);
  return nothing;
});

const textsOf = (rows: readonly PredictionRow[], of: PredictionKind): readonly string[] =>
  rows.flatMap(({ kind, text }) => (kind === of ? [text] : []));

/** What does not fit, by field. @param others what they have written besides */
function wrongIn(
  t: Translator,
  lines: Readonly<Record<PredictionKind, readonly string[]>>,
  others: readonly PredictionRow[],
): Record<string, string> | null {
  const wrong = predictionKinds.flatMap((kind): [string, string][] => {
    const long = lines[kind].find((line) => line.length > limitsOf.line);
    if (long !== undefined)
      return [[kind, t.plain('before.lineLong', { length: long.length, most: limitsOf.line })]];
    const length = lines[kind].length + textsOf(others, kind).length;
    return length > limitsOf.lines
      ? [[kind, t.plain('before.linesMany', { length, most: limitsOf.lines })]]
      : [];
  });
  return wrong.length === 0 ? null : Object.fromEntries(wrong);
}

export const answering: FeaturePart = {
  actions: [
    onReading(ids.predict, write('fails')),
    onReading(ids.protect, write('protects')),
    onAction(ids.nothingToPredict, addNothing),
  ],
  views: [save],
};
